import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { useFormats } from '../format/time';
import classes from './Audit.module.css';
import type en from './locales/en';

type FieldChange = Schemas['FieldChange'];

/** More links than a person reads. */
const LINKS_SHOWN = 10;
const IS_TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** What became of each field: the old value struck out, the new one marked. Secrets are told to have changed, no more. */
export function FieldChanges({ changes }: { changes: readonly FieldChange[] }) {
  const { t, i18n } = useTranslation('audit-entry');
  return (
    <dl className={classes.changes}>
      {changes.map((change) => {
        const key = `field.${change.field}`;
        return (
          <div key={change.field}>
            <dt>
              {i18n.exists(key, { ns: 'audit-entry' }) ? (
                t(key as keyof typeof en & `field.${string}`)
              ) : (
                <code>{change.field}</code>
              )}
            </dt>
            <dd>
              <What change={change} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function What({ change: { from, to, added, removed, changed } }: { change: FieldChange }) {
  const { t } = useTranslation('audit-entry');
  if (changed) return <em>{t('secret')}</em>;
  if (added || removed) {
    return (
      <>
        <Links word={t('linked')} links={added} mark={(text) => <ins>{text}</ins>} />
        <Links word={t('unlinked')} links={removed} mark={(text) => <del>{text}</del>} />
      </>
    );
  }
  return (
    <>
      {from !== undefined && (
        <del>
          <Value value={from} />
        </del>
      )}
      {from !== undefined && ' → '}
      {to === undefined ? (
        t('nothing')
      ) : (
        <ins>
          <Value value={to} />
        </ins>
      )}
    </>
  );
}

function Links({
  word,
  links = [],
  mark,
}: {
  word: string;
  links?: readonly string[];
  mark: (text: string) => ReactNode;
}) {
  const { t } = useTranslation('audit-entry');
  if (links.length === 0) return null;
  return (
    <div>
      {word} {mark(links.slice(0, LINKS_SHOWN).join(', '))}{' '}
      {links.length > LINKS_SHOWN && t('andMore', { count: links.length - LINKS_SHOWN })}
    </div>
  );
}

function Value({ value }: { value: unknown }) {
  const { t } = useTranslation(['audit-entry', 'shared']);
  const { dateTime } = useFormats();
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return <>{t('nothing')}</>;
  if (typeof value === 'boolean') return <>{t(value ? 'shared:yes' : 'shared:no')}</>;
  if (Array.isArray(value)) return <>{value.join(', ')}</>;
  if (typeof value === 'string' && IS_TIME.test(value)) return <>{dateTime(value)}</>;
  return <>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</>;
}
