import { ActionIcon, Tooltip } from '@mantine/core';
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs';
import IconCopy from '@tabler/icons-react/dist/esm/icons/IconCopy.mjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from './announce';
import { copy } from './copy';

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
          void copy(text).then((isCopied) => {
            setDone(isCopied);
            announce(t(isCopied ? 'copied' : 'copy.failed'));
          })
        }
        onBlur={() => setDone(false)}
      >
        {isDone ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
      </ActionIcon>
    </Tooltip>
  );
}
