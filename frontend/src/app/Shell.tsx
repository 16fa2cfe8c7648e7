import { Group, Text } from '@mantine/core';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { Suspense, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { SystemState } from '../features/system-state/SystemState';
import { useMay } from '../shared/session';
import { Outdated } from './Outdated';
import { Preferences } from './Preferences';
import classes from './Shell.module.css';
import { usePageHeading } from './usePageHeading';
import { UserMenu } from './UserMenu';

const TABS = [
  { to: '/admin-settings/egress-trunks', text: 'tab.trunks', role: 'viewer' },
  { to: '/admin-settings/base-numbers', text: 'tab.numbers', role: 'viewer' },
  { to: '/admin-settings/variables', text: 'tab.variables', role: 'viewer' },
  { to: '/admin-settings/access', text: 'tab.access', role: 'admin' },
  { to: '/admin-settings/audit', text: 'tab.audit', role: 'viewer' },
] as const;

/** The frame of all settings: where one is, how the system is, who one is. */
export function Shell() {
  const { t } = useTranslation('app');
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const isAdmin = useMay('admin');
  const tabs = TABS.filter(({ role }) => role !== 'admin' || isAdmin);
  const present = TABS.find(({ to }) => pathname.startsWith(to));
  usePageHeading(main, ...(present ? [t(present.text)] : []), t('title'));
  return (
    <>
      <a href="#content" className={classes.skip}>
        {t('skip')}
      </a>
      <header className={classes.header}>
        <Group justify="space-between" gap="sm" className={classes.bar}>
          <Text fw={650} size="lg">
            {t('title')}
          </Text>
          <Group gap="sm">
            <SystemState />
            <Preferences />
            <UserMenu />
          </Group>
        </Group>
        <nav aria-label={t('settings')} className={classes.tabs}>
          {tabs.map(({ to, text }) => (
            <Link key={to} to={to} aria-current={to === present?.to ? 'page' : undefined}>
              {t(text)}
            </Link>
          ))}
        </nav>
        <Outdated />
      </header>
      <main ref={main} id="content" className={classes.content} tabIndex={-1}>
        <Suspense>
          <Outlet />
        </Suspense>
      </main>
    </>
  );
}
