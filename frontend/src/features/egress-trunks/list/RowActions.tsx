import { ActionIcon } from '@mantine/core';
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Actions } from '../bulk/action';
import type { Trunk } from './queries';

const RowMenu = lazy(() => import('./RowMenu'));

/** What can be done with one trunk. The menu is fetched when it is first opened. */
export function RowActions({ trunk, onAct }: { trunk: Trunk; onAct: Actions['ask'] }) {
  const { t } = useTranslation('egress-trunks');
  const [isOpened, setOpened] = useState(false);
  const button = (
    <ActionIcon variant="subtle" color="gray" aria-haspopup="menu" aria-label={t('row.actions', { name: trunk.name })} onClick={() => setOpened(true)}>
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
