import { Button, Group } from '@mantine/core';
import IconRoute from '@tabler/icons-react/dist/esm/icons/IconRoute.mjs';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Blank } from '../../../shared/feedback/Blank';

type Props = { isFiltered: boolean; mayCreate: boolean; onUnfilter: () => void };

/** No trunk fits, or there is none yet: what a trunk is, and how to come to one. */
export function NothingHere({ isFiltered, mayCreate, onUnfilter }: Props) {
  const { t } = useTranslation('egress-trunks');
  if (isFiltered) {
    return (
      <Blank title={t('nothing.fits')} text={t('nothing.fitsText')}>
        <Button variant="default" onClick={onUnfilter}>
          {t('chip.removeAll')}
        </Button>
      </Blank>
    );
  }
  return (
    <Blank
      icon={<IconRoute size={40} aria-hidden />}
      title={t('nothing.yet')}
      text={mayCreate ? t('nothing.yetText') : t('nothing.yetViewer')}
    >
      {mayCreate && (
        <Group>
          <Button renderRoot={(props) => <Link to="/admin-settings/egress-trunks/new" {...props} />}>
            {t('create')}
          </Button>
        </Group>
      )}
    </Blank>
  );
}
