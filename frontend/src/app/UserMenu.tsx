import { Button, Stack, Text } from '@mantine/core';
import IconUser from '@tabler/icons-react/dist/esm/icons/IconUser.mjs';
import { lazy, Suspense, use, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signOut } from '../shared/api/client';
import { announce } from '../shared/feedback/announce';
import { SessionContext } from '../shared/session';
import { SignedOutContext } from './signedOut';
import { useServiceVersion } from './useServiceVersion';
import classes from './UserMenu.module.css';
import { VERSION } from './version';

const PasswordDialog = lazy(async () => ({ default: (await import('./PasswordDialog')).PasswordDialog }));
const SignOutDialog = lazy(async () => ({ default: (await import('./SignOutDialog')).SignOutDialog }));

/** Whether something on the page would ask before the browser leaves it. */
const isUnsaved = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

type Asked = 'password' | 'signOut' | 'everywhere';

/** Who one is, one's password, and the ways out. */
export function UserMenu() {
  const { t } = useTranslation('app');
  const session = use(SessionContext);
  const onSignedOut = use(SignedOutContext);
  const service = useServiceVersion();
  const menu = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState<{ what: Asked; isUnsaved: boolean }>();
  if (!session) return null;

  function ask(what: Asked) {
    menu.current?.hidePopover();
    setAsked({ what, isUnsaved: isUnsaved() });
  }

  function leave() {
    if (isUnsaved()) ask('signOut');
    else void signOut().then(onSignedOut, (error: Error) => announce(error.message));
  }

  const close = () => setAsked(undefined);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        popoverTarget="user-menu"
        leftSection={<IconUser size={16} aria-hidden />}
        aria-label={t('user', { name: session.username })}
      >
        <span className={classes.name}>{session.username}</span>
      </Button>
      <div ref={menu} id="user-menu" popover="auto" className={classes.menu}>
        <Text fw={600} className={classes.name}>
          {session.username}
        </Text>
        <Text size="sm" c="dimmed" mb="xs">
          {t('roleIn', { role: t(`role.${session.role}`), team: session.team })}
        </Text>
        <Stack gap={2}>
          <Button
            variant="subtle"
            color="gray"
            justify="start"
            px="xs"
            className={classes.choice}
            onClick={() => ask('password')}
          >
            {t('password.change')}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            justify="start"
            px="xs"
            className={classes.choice}
            onClick={() => ask('everywhere')}
          >
            {t('signOut.everywhere')}
          </Button>
          <Button variant="subtle" color="gray" justify="start" px="xs" className={classes.choice} onClick={leave}>
            {t('signOut')}
          </Button>
        </Stack>
        <Text size="xs" c="dimmed" mt="xs">
          {service === undefined || service === VERSION
            ? t('version', { version: VERSION })
            : t('version.both', { page: VERSION, service })}
        </Text>
      </div>
      <Suspense>
        {asked?.what === 'password' && <PasswordDialog username={session.username} onClose={close} />}
        {asked && asked.what !== 'password' && (
          <SignOutDialog
            isEverywhere={asked.what === 'everywhere'}
            isUnsaved={asked.isUnsaved}
            onSignedOut={onSignedOut}
            onClose={close}
          />
        )}
      </Suspense>
    </>
  );
}
