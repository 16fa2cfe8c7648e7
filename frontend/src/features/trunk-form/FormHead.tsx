import { Alert, Title } from '@mantine/core';
import IconArrowLeft from '@tabler/icons-react/dist/esm/icons/IconArrowLeft.mjs';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../shared/session';
import type { Trunk } from './draft';
import classes from './TrunkForm.module.css';

/** What is edited here, and the way back. */
export function FormHead({ saved, original }: { saved: Trunk | undefined; original: Trunk | undefined }) {
  const { t } = useTranslation('trunk-form');
  const mayEdit = useMay('editor');
  return (
    <header className={classes.head}>
      {saved ? (
        <Link to="/admin-settings/egress-trunks/$trunkId" params={{ trunkId: saved.trunkId }} className={classes.back}>
          <IconArrowLeft size={14} aria-hidden /> {t('back.trunk', { name: saved.name })}
        </Link>
      ) : (
        <Link to="/admin-settings/egress-trunks" className={classes.back}>
          <IconArrowLeft size={14} aria-hidden /> {t('back.list')}
        </Link>
      )}
      <Title order={1}>{saved ? t(mayEdit ? 'title.edit' : 'title.view', { name: saved.name }) : t('title.new')}</Title>
      {!mayEdit && (
        <Alert variant="light" color="gray">
          {t('viewer')}
        </Alert>
      )}
      {original && (
        <Alert variant="light" color="blue">
          {t(original.authPassSet ? 'copy.note' : 'copy.note.plain', { name: original.name })}
        </Alert>
      )}
    </header>
  );
}
