import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Blank } from '../../shared/feedback/Blank';
import type { Trunk } from './useTrunk';

/** There is none of this ID, or no more: `last` is what was shown before. */
export function NoTrunk({ trunkId, last }: { trunkId: string; last: Trunk | undefined }) {
  const { t } = useTranslation('trunk-page');
  return (
    <Blank
      title={last ? t('gone.title', { name: last.name }) : t('missing.title', { trunkId })}
      text={last ? t('gone.text') : t('missing.text')}
    >
      <Link to="/admin-settings/egress-trunks">{t('toAll')}</Link>
    </Blank>
  );
}
