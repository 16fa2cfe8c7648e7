import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findTrunks } from './queries';

type Props = {
  label: string;
  isLabelSeen?: boolean;
  value: string | undefined;
  onChange: (trunkId: string | undefined) => void;
};

const TYPED_FOR_MS = 200;
const all = <T extends { options: unknown }>({ options }: T) => options as never;

/** One trunk of very many: the server is asked while one types. */
export function TrunkSelect({ label, isLabelSeen = false, value, onChange }: Props) {
  const { t } = useTranslation('shared');
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text, TYPED_FOR_MS);
  const [isOpen, setOpen] = useState(false);
  // What stands in the field of a trunk that is chosen is its label, not a search.
  const query = value === undefined ? asked : '';
  const found = useQuery({
    queryKey: ['egress-trunks', 'choices', query],
    queryFn: ({ signal }) => findTrunks(query, signal),
    enabled: isOpen,
    placeholderData: keepPreviousData,
  });
  const trunks = found.data?.items ?? [];
  const choices = trunks.map(({ trunkId, name }) => ({ value: trunkId, label: `${name} (${trunkId})` }));
  if (value !== undefined && !trunks.some(({ trunkId }) => trunkId === value)) choices.unshift({ value, label: value });
  return (
    <Select
      label={isLabelSeen ? label : undefined}
      aria-label={label}
      placeholder={label}
      data={choices}
      filter={all}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': `${t('clear')}: ${label}` }}
      nothingFoundMessage={found.isFetching ? t('loading') : t('pick.nothing')}
      value={value ?? null}
      onChange={(trunkId) => onChange(trunkId ?? undefined)}
      searchValue={text}
      onSearchChange={setText}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
    />
  );
}
