import { Group, Stack } from '@mantine/core';
import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Blank } from '../../shared/feedback/Blank';
import { PageHeading } from '../../shared/feedback/PageHeading';
import { useMay } from '../../shared/session';
import classes from './Access.module.css';

const PARTS = [
  { to: '/admin-settings/access', text: 'users' },
  { to: '/admin-settings/access/tokens', text: 'tokens' },
] as const;

/** Who may come in, and as whom: for admins. */
export function Access() {
  const { t } = useTranslation('access');
  const { t: shared } = useTranslation('shared');
  return (
    <Stack>
      <PageHeading title={t('title')} text={t('intro')} />
      {useMay('admin') ? (
        <>
          <Group component="nav" gap="xs" aria-label={t('title')} className={classes.parts}>
            {PARTS.map(({ to, text }) => (
              <Link key={to} to={to} activeOptions={{ exact: true, includeSearch: false }}>
                {t(text)}
              </Link>
            ))}
          </Group>
          <Outlet />
        </>
      ) : (
        <Blank title={shared('noPermission.title')} text={shared('noPermission.text')} />
      )}
    </Stack>
  );
}
