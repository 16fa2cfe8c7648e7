import { Alert, Button, Center, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Session, signIn } from '../shared/api/client';
import type { ProblemError } from '../shared/api/problem';
import { ProblemAlert } from '../shared/feedback/ProblemAlert';
import { Preferences } from './Preferences';
import classes from './SignIn.module.css';

type Props = {
  /** A session has ended in mid-work. */
  isBack?: boolean;
  onSignedIn: (session: Session) => void;
};

/** Asks who it is. */
export function SignIn({ isBack = false, onSignedIn }: Props) {
  const { t } = useTranslation('app');
  const { t: shared } = useTranslation('shared');
  const [problem, setProblem] = useState<ProblemError>();
  const [isBusy, setBusy] = useState(false);
  const [isCapsLock, setCapsLock] = useState(false);
  const title = t('signIn.title');

  useEffect(() => {
    const before = document.title;
    document.title = `${title} – ${t('title')}`;
    return () => {
      document.title = before;
    };
  }, [title, t]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    setBusy(true);
    try {
      onSignedIn(await signIn(String(said.get('username')), String(said.get('password'))));
    } catch (error) {
      setProblem(error as ProblemError);
    } finally {
      setBusy(false);
    }
  }

  const look = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'));
  return (
    <Center component={isBack ? 'div' : 'main'} className={classes.page}>
      <Paper
        component="form"
        onSubmit={(event) => void submit(event as never)}
        withBorder
        shadow="sm"
        className={classes.card}
      >
        <Stack>
          <div>
            <Text c="dimmed" size="sm">
              {t('signIn.product')}
            </Text>
            <Title order={1} id="sign-in">
              {title}
            </Title>
          </div>
          {isBack && !problem && (
            <Alert color="blue" role="status">
              {t('signIn.over')}
            </Alert>
          )}
          {problem?.status === 401 ? (
            <Alert color="red" role="alert">
              {t('signIn.wrong')}
            </Alert>
          ) : (
            <ProblemAlert problem={problem} />
          )}
          <TextInput
            name="username"
            label={t('signIn.username')}
            autoComplete="username"
            required
            withAsterisk={false}
            autoFocus
            spellCheck={false}
            autoCapitalize="none"
          />
          <PasswordInput
            name="password"
            label={t('signIn.password')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            onKeyDown={look}
            onKeyUp={look}
            description={isCapsLock ? t('signIn.capsLock') : undefined}
            inputWrapperOrder={['label', 'input', 'description']}
            visibilityToggleButtonProps={{ 'aria-label': shared('secret.show'), tabIndex: 0 }}
          />
          <Button type="submit" loading={isBusy} fullWidth>
            {t('signIn.submit')}
          </Button>
          <Preferences />
        </Stack>
      </Paper>
    </Center>
  );
}
