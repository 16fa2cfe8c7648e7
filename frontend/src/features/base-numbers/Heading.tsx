import { Button, Group } from '@mantine/core';
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import IconUpload from '@tabler/icons-react/dist/esm/icons/IconUpload.mjs';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Blank } from '../../shared/feedback/Blank';
import { PageHeading } from '../../shared/feedback/PageHeading';
import { useMay } from '../../shared/session';

type Props = { onCreate: () => void };

/** What the page is about, and what can be begun here. */
export function Heading({ onCreate }: Props) {
  const { t } = useTranslation('base-numbers');
  return (
    <PageHeading title={t('title')} text={t('intro')}>
      <Button
        component="a"
        href="/api/v1/base-numbers/export"
        download
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
      >
        {t('export')}
      </Button>
      <ImportButton />
      <CreateButton onCreate={onCreate} />
    </PageHeading>
  );
}

/** What stands there while the team has no numbers. */
export function NoNumbers({ onCreate }: Props) {
  const { t } = useTranslation('base-numbers');
  return (
    <Blank title={t('empty.title')} text={t('empty.text')}>
      <Group>
        <ImportButton />
        <CreateButton onCreate={onCreate} />
      </Group>
    </Blank>
  );
}

function ImportButton() {
  const { t } = useTranslation('base-numbers');
  if (!useMay('editor')) return null;
  return (
    <Button
      component={Link}
      to="/admin-settings/base-numbers/import"
      variant="default"
      leftSection={<IconUpload size={16} aria-hidden />}
    >
      {t('import')}
    </Button>
  );
}

function CreateButton({ onCreate }: Props) {
  const { t } = useTranslation('base-numbers');
  if (!useMay('editor')) return null;
  return (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={onCreate}>
      {t('new')}
    </Button>
  );
}
