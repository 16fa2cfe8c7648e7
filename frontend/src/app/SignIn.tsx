import { Alert, Button, Center, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Session, signIn } from '../shared/api/client';
import type { ProblemError } from '../shared/api/problem';
import { ProblemAlert } from '../shared/feedback/ProblemAlert';
import { Preferences } from './Preferences';

/** Asks who it is. `isBack`: a session has ended in mid-work. */
export function SignIn({ isBack, onSignedIn }: { isBack: boolean; onSignedIn: (session: Session) => void }) {
  const { t } = useTranslation('app');
  const { t: shared } = useTranslation('shared');
  const [problem, setProblem] = useState<ProblemError>();
  const [isBusy, setBusy] = useState(false);
  const isWrong = problem?.status === 401;

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

  return (
    <Center component="main" mih="100dvh" p="md">
      <Paper component="form" onSubmit={(event) => void submit(event as never)} withBorder shadow="sm" p="xl" w="100%" maw="24rem">
        <Stack>
          <div>
            <Text c="dimmed" size="sm">
              {t('signIn.product')}
            </Text>
            <Title order={1}>{t('signIn.title')}</Title>
          </div>
          {isBack && !problem && <Alert color="blue" role="status">{t('signIn.over')}</Alert>}
          {isWrong ? <Alert color="red" role="alert">{t('signIn.wrong')}</Alert> : <ProblemAlert problem={problem} />}
          <TextInput name="username" label={t('signIn.username')} autoComplete="username" required withAsterisk={false} autoFocus spellCheck={false} autoCapitalize="none" />
          <PasswordInput
            name="password"
            label={t('signIn.password')}
            autoComplete="current-password"
            required
            withAsterisk={false}
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
