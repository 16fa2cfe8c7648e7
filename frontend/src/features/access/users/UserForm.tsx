import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { use, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { api, ok } from '../../../shared/api/client';
import type { ProblemError, Violation } from '../../../shared/api/problem';
import { announce } from '../../../shared/feedback/announce';
import { ProblemAlert } from '../../../shared/feedback/ProblemAlert';
import { SecretControl } from '../../../shared/form/SecretControl';
import { SelectControl } from '../../../shared/form/SelectControl';
import { SwitchControl } from '../../../shared/form/SwitchControl';
import { TextControl } from '../../../shared/form/TextControl';
import { putToFields } from '../../../shared/form/violations';
import { useFormats } from '../../../shared/format/time';
import { useProblemTexts } from '../../../shared/i18n/problems';
import { SessionChangedContext, SessionContext } from '../../../shared/session';
import { ROLES } from '../search';
import { changeUser, createUser, type User, type UserFields } from './queries';

const POINTERS = {
  username: '/username',
  name: '/name',
  role: '/role',
  disabled: '/disabled',
  password: '/password',
} as const;

/** A user as it shall be; without one, a new one. */
export function UserForm({ user, onDone }: { user?: User; onDone: () => void }) {
  const { t } = useTranslation('access');
  const { t: shared } = useTranslation('shared');
  const { ago } = useFormats();
  const texts = useProblemTexts();
  const client = useQueryClient();
  const isOneself = use(SessionContext)?.username === user?.username;
  const onSessionChanged = use(SessionChangedContext);
  const [theirs, setTheirs] = useState<User>();
  const [elsewhere, setElsewhere] = useState<readonly Violation[]>([]);
  const { control, handleSubmit, setError } = useForm<UserFields>({
    defaultValues: {
      username: '',
      name: user?.name ?? '',
      role: user?.role ?? 'viewer',
      disabled: user?.disabled ?? false,
      password: '',
    },
  });
  const role = useWatch({ control, name: 'role' });
  const saving = useMutation<User, ProblemError, UserFields>({
    mutationFn: (fields) =>
      user ? changeUser({ ...user, revision: theirs?.revision ?? user.revision }, fields) : createUser(fields),
    // A password that was typed does not stay in memory.
    gcTime: 0,
    onSuccess({ username }) {
      void client.invalidateQueries({ queryKey: ['users', 'list'] });
      announce(t('user.saved', { name: username }));
      if (isOneself) onSessionChanged();
      onDone();
    },
    async onError({ status, violations }) {
      setElsewhere(putToFields<UserFields>(violations, POINTERS, texts.violation, setError));
      if (status !== 412 || !user) return;
      setTheirs(
        await ok(api.GET('/api/v1/users/{username}', { params: { path: { username: user.username } } })).catch(
          () => undefined,
        ),
      );
    },
  });
  return (
    <form noValidate onSubmit={(event) => void handleSubmit((fields) => saving.mutate(fields))(event)}>
      <Stack>
        {!user && (
          <TextControl name="username" control={control} label={t('username')} help={t('username.help')} isRequired />
        )}
        <TextControl name="name" control={control} label={t('name')} help={t('name.help')} />
        <SelectControl
          name="role"
          control={control}
          label={t('role')}
          help={t(`role.${role}.may`)}
          options={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
        />
        {user && isOneself ? (
          <Text size="sm" c="dimmed">
            {t('password.own')}
          </Text>
        ) : (
          <SecretControl
            name="password"
            control={control}
            label={t('password')}
            help={t(user ? 'password.help' : 'password.first')}
            isRequired={!user}
            stored={user && t('password.since', { when: ago(user.passwordChangedAt) })}
          />
        )}
        <SwitchControl name="disabled" control={control} label={t('disabled')} help={t('disabled.help')} />
        {theirs && (
          <Alert role="alert" color="orange" title={shared('problem.precondition-failed')}>
            {t('user.changed', { who: theirs.updatedBy, when: ago(theirs.updatedAt) })}
          </Alert>
        )}
        {!theirs && <ProblemAlert problem={saving.error} elsewhere={elsewhere} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {shared('cancel')}
          </Button>
          <Button type="submit" loading={saving.isPending}>
            {theirs ? t('user.saveAnyway') : shared(user ? 'save' : 'create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
