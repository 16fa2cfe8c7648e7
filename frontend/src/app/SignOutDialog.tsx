import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { signOut, signOutEverywhere } from '../shared/api/client';
import type { ProblemError } from '../shared/api/problem';
import { ProblemAlert } from '../shared/feedback/ProblemAlert';

type Props = { isEverywhere: boolean; isUnsaved: boolean; onSignedOut: () => void; onClose: () => void };

/** Asks before sessions end: all of the user's, or this one although something is not saved. */
export function SignOutDialog({ isEverywhere, isUnsaved, onSignedOut, onClose }: Props) {
  const { t } = useTranslation('app');
  const { t: shared } = useTranslation('shared');
  const leaving = useMutation<void, ProblemError>({
    mutationFn: isEverywhere ? signOutEverywhere : signOut,
    onSuccess: onSignedOut,
  });
  const title = isEverywhere ? t('signOut.everywhere') : t('signOut');
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': shared('close') }}>
      <Stack>
        {isEverywhere && <Text>{t('signOut.everywhere.text')}</Text>}
        {isUnsaved && <Text>{shared('leave.text')}</Text>}
        <ProblemAlert problem={leaving.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {shared('cancel')}
          </Button>
          <Button color="red" loading={leaving.isPending} onClick={() => leaving.mutate()}>
            {title}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
