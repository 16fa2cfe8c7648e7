import { Button, Group, Modal, Stack, VisuallyHidden } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { api, ok } from '../shared/api/client';
import type { ProblemError } from '../shared/api/problem';
import { announce } from '../shared/feedback/announce';
import { ProblemAlert } from '../shared/feedback/ProblemAlert';
import { SecretControl } from '../shared/form/SecretControl';
import { putToFields } from '../shared/form/violations';
import { useProblemTexts } from '../shared/i18n/problems';

type Fields = { password: string; newPassword: string };

/** Another password for whoever is signed in. */
export function PasswordDialog({ username, onClose }: { username: string; onClose: () => void }) {
  const { t } = useTranslation('app');
  const { t: shared } = useTranslation('shared');
  const texts = useProblemTexts();
  const { control, handleSubmit, setError } = useForm<Fields>({ defaultValues: { password: '', newPassword: '' } });
  const change = useMutation<unknown, ProblemError, Fields>({
    mutationFn: (body) => ok(api.PUT('/api/v1/session/password', { body })),
    // What was typed is not to be kept with what was done.
    gcTime: 0,
    onSuccess() {
      announce(t('password.changed'));
      onClose();
    },
    onError: ({ violations }) =>
      void putToFields<Fields>(
        violations,
        { password: '/password', newPassword: '/newPassword' },
        texts.violation,
        setError,
      ),
  });
  return (
    <Modal opened onClose={onClose} title={t('password.change')} closeButtonProps={{ 'aria-label': shared('close') }}>
      <form noValidate onSubmit={(event) => void handleSubmit((fields) => change.mutate(fields))(event)}>
        <Stack>
          <ProblemAlert problem={change.error} />
          {/* For password managers: whose password it is. */}
          <VisuallyHidden>
            <input readOnly tabIndex={-1} aria-hidden autoComplete="username" value={username} />
          </VisuallyHidden>
          <SecretControl
            name="password"
            control={control}
            label={t('password.present')}
            autoComplete="current-password"
            isRequired
          />
          <SecretControl
            name="newPassword"
            control={control}
            label={t('password.new')}
            help={t('password.help')}
            isRequired
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {shared('cancel')}
            </Button>
            <Button type="submit" loading={change.isPending}>
              {t('password.change')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
