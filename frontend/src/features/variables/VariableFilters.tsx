import { Checkbox, Group, NativeSelect, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SearchField } from '../../shared/table/SearchField';
import type { VariablesSearch } from './search';

type Props = {
  search: VariablesSearch;
  total: number | undefined;
  onChange: (change: Partial<VariablesSearch>) => void;
};

/** Which variables are looked for, and how many fit. */
export function VariableFilters({ search, total, onChange }: Props) {
  const { t } = useTranslation('variables');
  return (
    <Group gap="sm">
      <SearchField label={t('search')} value={search.q ?? ''} onSearch={(q) => onChange({ q: q || undefined })} />
      <NativeSelect
        aria-label={t('filter.type')}
        value={search.type ?? ''}
        onChange={(event) => onChange({ type: (event.currentTarget.value || undefined) as VariablesSearch['type'] })}
        data={[
          { value: '', label: t('filter.type.all') },
          { value: 'secret', label: t('type.secret') },
          { value: 'text', label: t('type.text') },
        ]}
      />
      <Checkbox
        label={t('filter.unused')}
        checked={search.unused ?? false}
        onChange={(event) => onChange({ unused: event.currentTarget.checked || undefined })}
      />
      <Text size="sm" c="dimmed" role="status" ms="auto">
        {total !== undefined && t('count', { count: total })}
      </Text>
    </Group>
  );
}
