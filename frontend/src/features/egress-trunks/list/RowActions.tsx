import { ActionIcon } from '@mantine/core';
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs';
import { lazy, Suspense, useState } from 'react';
import type { Actions } from '../bulk/action';
import type { Trunk } from './queries';

const RowMenu = lazy(() => import('./RowMenu'));

/** What can be done with one trunk. The menu is fetched when it is first opened. */
export function RowActions({ trunk, label, onAct }: { trunk: Trunk; label: string; onAct: Actions['ask'] }) {
  const [isOpened, setOpened] = useState(false);
  const button = (
    <ActionIcon variant="subtle" color="gray" aria-haspopup="menu" aria-label={label} onClick={() => setOpened(true)}>
      <IconDots size={18} aria-hidden />
    </ActionIcon>
  );
  if (!isOpened) return button;
  return (
    <Suspense fallback={button}>
      <RowMenu trunk={trunk} onAct={onAct} />
    </Suspense>
  );
}
