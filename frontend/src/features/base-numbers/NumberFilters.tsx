import { Checkbox, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SearchField } from '../../shared/table/SearchField';
import type { NumbersSearch } from './search';
import { TrunkSelect } from './TrunkSelect';

type Props = { search: NumbersSearch; total: number | undefined; onChange: (change: Partial<NumbersSearch>) => void };

/** Which numbers are looked for, and how many fit. */
export function NumberFilters({ search, total, onChange }: Props) {
  const { t } = useTranslation('base-numbers');
  return (
    <Group gap="sm">
      <SearchField label={t('search')} value={search.q ?? ''} onSearch={(q) => onChange({ q: q || undefined })} />
      <TrunkSelect
        label={t('filter.trunk')}
        value={search.trunk}
        onChange={(trunk) => onChange({ trunk, unlinked: undefined })}
      />
      <Checkbox
        label={t('filter.unlinked')}
        checked={search.unlinked ?? false}
        onChange={(event) => onChange({ unlinked: event.currentTarget.checked || undefined, trunk: undefined })}
      />
      <Text size="sm" c="dimmed" role="status" ms="auto">
        {total !== undefined && t('count', { count: total })}
      </Text>
    </Group>
  );
}
