import { ActionIcon, Tooltip } from '@mantine/core';
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs';
import IconCopy from '@tabler/icons-react/dist/esm/icons/IconCopy.mjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from './announce';

/** navigator.clipboard is for secure origins alone; the older way works by plain http too. */
async function copy(text: string) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}

/** Copies a text; `name` says of what. */
export function CopyButton({ text, name }: { text: string; name: string }) {
  const { t } = useTranslation('shared');
  const [isDone, setDone] = useState(false);
  return (
    <Tooltip label={t('copy')}>
      <ActionIcon
        variant="subtle"
        aria-label={`${t('copy')}: ${name}`}
        onClick={() =>
          void copy(text).then(() => {
            setDone(true);
            announce(t('copied'));
          })
        }
        onBlur={() => setDone(false)}
      >
        {isDone ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
      </ActionIcon>
    </Tooltip>
  );
}
