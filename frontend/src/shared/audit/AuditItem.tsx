import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { useFormats } from '../format/time';
import classes from './Audit.module.css';
import { FieldChanges } from './FieldChanges';

type AuditEntry = Schemas['AuditEntry'];
type Props = {
  entry: AuditEntry;
  /** Where entries of several things stand together: which one it is about. */
  about?: ReactNode;
};

/** One change as an item of a timeline: who, what, by which way, when, and what became of each field. */
export function AuditItem({ entry, about }: Props) {
  const { t } = useTranslation('audit-entry');
  const { dateTime, ago } = useFormats();
  const { action, actor, at, changes, revision, tokenName = '', address, way } = entry;
  const how = [
    t(`way.${way}`, { name: tokenName }),
    address && t('from', { address }),
    revision !== undefined && t('revision', { revision }),
  ];
  return (
    <li className={classes.item} data-action={action}>
      <Text component="div" size="sm">
        <strong>{actor}</strong> <Deed entry={entry} /> {about && <>· {about}</>}
      </Text>
      <Text component="div" size="xs" c="dimmed">
        <time dateTime={at} title={dateTime(at)}>
          {ago(at)}, {dateTime(at)}
        </time>
        {how.filter(Boolean).map((text) => ` · ${text}`)}
      </Text>
      {action === 'update' ? <FieldChanges changes={changes} /> : <Values changes={changes} />}
    </li>
  );
}

function Deed({ entry: { kind, action, changes } }: { entry: AuditEntry }) {
  const { t } = useTranslation('audit-entry');
  if (kind === 'session') return <>{t(action === 'create' ? 'deed.signIn' : 'deed.end')}</>;
  if (action !== 'update') return <>{t(`deed.${action}`)}</>;
  return <>{changes.length === 0 ? t('deed.saved') : t('deed.update', { count: changes.length })}</>;
}

/** All that something began or ended with is much: for those who ask. */
function Values({ changes }: { changes: AuditEntry['changes'] }) {
  const { t } = useTranslation('audit-entry');
  if (changes.length === 0) return null;
  return (
    <details className={classes.values}>
      <summary>{t('values', { count: changes.length })}</summary>
      <FieldChanges changes={changes} />
    </details>
  );
}
