import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { auditEntryActionValues, auditEntryKindValues, auditEntryWayValues } from '../../shared/api/schema';
import { useMay } from '../../shared/session';
import { SearchField } from '../../shared/table/SearchField';
import classes from './AuditLog.module.css';
import type { AuditSearch } from './search';
import { TextFilter } from './TextFilter';

type Props = {
  search: AuditSearch;
  isFiltered: boolean;
  onChange: (change: Partial<AuditSearch>) => void;
  onClear: () => void;
};

/** What those see who are no admins. */
const OPEN_KINDS: readonly string[] = ['trunk', 'base_number', 'variable'];

/** Which entries are looked for: the usual ways at once, the others behind a word. */
export function AuditFilters({ search, isFiltered, onChange, onClear }: Props) {
  const { t } = useTranslation('audit');
  const { t: words } = useTranslation('audit-entry');
  const isAdmin = useMay('admin');
  const { q, kind, action, way, since, until, actor, key, tokenName, requestId, revision } = search;
  const [isOpen] = useState([way, actor, key, tokenName, requestId, revision].some((value) => value !== undefined));
  const kinds = auditEntryKindValues.filter((one) => isAdmin || OPEN_KINDS.includes(one));
  const all = { value: '', label: t('filter.all') };
  return (
    <search className={classes.filters}>
      <SearchField label={t('filter.q')} value={q ?? ''} onSearch={(text) => onChange({ q: text || undefined })} />
      <NativeSelect
        label={t('filter.kind')}
        value={kind ?? ''}
        onChange={(event) => onChange({ kind: (event.currentTarget.value || undefined) as AuditSearch['kind'] })}
        data={[all, ...kinds.map((value) => ({ value, label: words(`kind.${value}`) }))]}
      />
      <NativeSelect
        label={t('filter.action')}
        value={action ?? ''}
        onChange={(event) => onChange({ action: (event.currentTarget.value || undefined) as AuditSearch['action'] })}
        data={[all, ...auditEntryActionValues.map((value) => ({ value, label: t(`action.${value}`) }))]}
      />
      <TextInput
        type="date"
        label={t('filter.since')}
        value={since ?? ''}
        max={until}
        onChange={(event) => onChange({ since: event.currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        label={t('filter.until')}
        value={until ?? ''}
        min={since}
        onChange={(event) => onChange({ until: event.currentTarget.value || undefined })}
      />
      {isFiltered && (
        <Button variant="default" onClick={onClear}>
          {t('filter.clear')}
        </Button>
      )}
      <details className={classes.further} open={isOpen}>
        <summary>{t('filter.further')}</summary>
        <div className={classes.filters}>
          <TextFilter label={t('filter.actor')} value={actor} onChange={(text) => onChange({ actor: text })} />
          <NativeSelect
            label={t('filter.way')}
            value={way ?? ''}
            onChange={(event) => onChange({ way: (event.currentTarget.value || undefined) as AuditSearch['way'] })}
            data={[all, ...auditEntryWayValues.map((value) => ({ value, label: t(`way.${value}`) }))]}
          />
          <TextFilter label={t('filter.key')} value={key} onChange={(text) => onChange({ key: text })} />
          <TextFilter label={t('filter.token')} value={tokenName} onChange={(text) => onChange({ tokenName: text })} />
          <TextFilter
            label={t('filter.request')}
            value={requestId}
            onChange={(text) => onChange({ requestId: text })}
          />
          <NumberInput
            label={t('filter.revision')}
            value={revision ?? ''}
            onChange={(value) => onChange({ revision: typeof value === 'number' ? value : undefined })}
            allowDecimal={false}
            allowNegative={false}
            hideControls
          />
        </div>
      </details>
    </search>
  );
}
