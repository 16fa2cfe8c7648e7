import { Button, Stack, Title } from '@mantine/core';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../shared/session';
import type { ListSearch } from './search';
import { Summary } from './Summary';
import { Toolbar } from './Toolbar';
import classes from './TrunkList.module.css';
import { TrunkTable } from './TrunkTable';
import { useKeys } from './useKeys';

const KeysDialog = lazy(() => import('./KeysDialog'));

const route = getRouteApi('/admin-settings/egress-trunks');

/** The team's trunks: how they fare together, those that fit, what to do with them. What one sees is a link. */
export function TrunkList() {
  const { t } = useTranslation('egress-trunks');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayCreate = useMay('editor');
  const searchField = useRef<HTMLInputElement>(null);
  const [helps, setHelps] = useState(false);

  const change = (changed: Partial<ListSearch>, isTyping = false) =>
    void navigate({ to: '.', search: (before) => ({ ...before, ...changed }), replace: isTyping, resetScroll: false });

  const keys = useKeys(
    useMemo(
      () => ({
        '/': () => searchField.current?.focus(),
        '?': () => setHelps(true),
        ...(mayCreate && { n: () => void navigate({ to: '/admin-settings/egress-trunks/new' }) }),
      }),
      [mayCreate, navigate],
    ),
  );

  return (
    <Stack gap="sm">
      <div className={classes.head}>
        <Title order={1}>{t('title')}</Title>
        {mayCreate && (
          <Button
            renderRoot={(props) => <Link to="/admin-settings/egress-trunks/new" {...props} />}
            leftSection={<IconPlus size={16} aria-hidden />}
          >
            {t('create')}
          </Button>
        )}
      </div>
      <Summary search={search} />
      <Toolbar search={search} onChange={change} searchField={searchField} onHelp={() => setHelps(true)} />
      <TrunkTable search={search} onChange={change} />
      {helps && (
        <Suspense>
          <KeysDialog isOn={keys.isOn} onTurn={keys.turn} onClose={() => setHelps(false)} />
        </Suspense>
      )}
    </Stack>
  );
}
