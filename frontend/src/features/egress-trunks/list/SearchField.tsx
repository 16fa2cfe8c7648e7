import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs';
import { type RefObject, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Toolbar.module.css';

const TYPED_FOR_MS = 200;

type Props = { q?: string; onSearch: (q: string | undefined) => void; ref: RefObject<HTMLInputElement | null> };

/** Finds by name, trunk ID or SIP URI while one types. */
export function SearchField({ q = '', onSearch, ref }: Props) {
  const { t } = useTranslation('egress-trunks');
  const search = useDebouncedCallback((text: string) => onSearch(text.trim() || undefined), TYPED_FOR_MS);
  // The address may be changed elsewhere; what is being typed comes first.
  useEffect(() => {
    if (ref.current && document.activeElement !== ref.current) ref.current.value = q;
  }, [q, ref]);
  return (
    <TextInput
      ref={ref}
      type="search"
      className={classes.search}
      defaultValue={q}
      onChange={(event) => search(event.currentTarget.value)}
      aria-label={t('search.label')}
      placeholder={t('search.placeholder')}
      leftSection={<IconSearch size={16} aria-hidden />}
      spellCheck={false}
      autoComplete="off"
    />
  );
}
