import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './SearchField.module.css';

type Props = { label: string; value: string; onSearch: (text: string) => void };

const TYPED_FOR_MS = 250;

/** What is searched for; it is looked for when one stops typing. */
export function SearchField({ label, value, onSearch }: Props) {
  const { t } = useTranslation('shared');
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  const [said, setSaid] = useState(value);
  const say = useDebouncedCallback((next: string) => {
    setSaid(next.trim());
    onSearch(next.trim());
  }, TYPED_FOR_MS);
  if (value !== seen) {
    setSeen(value);
    // Not what was typed here but, say, the browser's way back.
    if (value !== said) {
      setSaid(value);
      setText(value);
    }
  }
  const change = (next: string) => {
    setText(next);
    say(next);
  };
  return (
    <TextInput
      type="search"
      className={classes.search}
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={text && <CloseButton size="sm" aria-label={t('clear')} onClick={() => change('')} />}
      autoComplete="off"
      spellCheck={false}
    />
  );
}
