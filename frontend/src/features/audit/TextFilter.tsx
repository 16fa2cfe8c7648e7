import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';

type Props = { label: string; value: string | undefined; onChange: (text: string | undefined) => void };

const TYPED_FOR_MS = 400;

/** A filter for a whole text; it counts when one stops typing. */
export function TextFilter({ label, value = '', onChange }: Props) {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  const say = useDebouncedCallback((next: string) => onChange(next.trim() || undefined), TYPED_FOR_MS);
  if (value !== seen) {
    setSeen(value);
    setText(value);
  }
  return (
    <TextInput
      label={label}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        say(event.currentTarget.value);
      }}
      autoComplete="off"
      spellCheck={false}
    />
  );
}
