import { Button, Divider, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProblemError } from '../../../shared/api/problem';
import { announce } from '../../../shared/feedback/announce';
import { DeleteDialog } from '../../../shared/feedback/DeleteDialog';
import { ProblemAlert } from '../../../shared/feedback/ProblemAlert';
import { deleteUser, endSessions, type User } from './queries';

/** Ways to keep a user out: for now, or for good. */
export function UserOuts({ user, onDone }: { user: User; onDone: () => void }) {
  const { t } = useTranslation('access');
  const { t: shared } = useTranslation('shared');
  const client = useQueryClient();
  const [asksToDelete, setAsksToDelete] = useState(false);
  const { username } = user;
  const ending = useMutation<unknown, ProblemError>({
    mutationFn: () => endSessions(username),
    onSuccess: () => announce(t('sessions.ended', { name: username })),
  });
  return (
    <Stack gap="sm" mt="lg">
      <Divider />
      <Text size="sm" c="dimmed">
        {t('sessions.help')}
      </Text>
      <ProblemAlert problem={ending.error} />
      <Group>
        <Button variant="default" loading={ending.isPending} onClick={() => ending.mutate()}>
          {t('sessions.end')}
        </Button>
        <Button variant="default" c="var(--mantine-color-error)" onClick={() => setAsksToDelete(true)}>
          {shared('delete')}
        </Button>
      </Group>
      <DeleteDialog
        name={asksToDelete ? username : undefined}
        consequence={t('user.delete')}
        onDelete={() => deleteUser(user)}
        onDeleted={() => {
          void client.invalidateQueries({ queryKey: ['users', 'list'] });
          announce(t('user.deleted', { name: username }));
          onDone();
        }}
        onClose={() => setAsksToDelete(false)}
      />
    </Stack>
  );
}
