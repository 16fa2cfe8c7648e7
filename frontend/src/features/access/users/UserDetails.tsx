import { Drawer, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../../shared/feedback/ProblemAlert';
import { userQuery } from './queries';
import { UserForm } from './UserForm';
import { UserOuts } from './UserOuts';

type Props = { username: string | undefined; isNew: boolean; onClose: () => void };

/** One user beside the list, or a new one. */
export function UserDetails({ username, isNew, onClose }: Props) {
  const { t } = useTranslation('access');
  const { t: shared } = useTranslation('shared');
  return (
    <Drawer
      opened={isNew || username !== undefined}
      onClose={onClose}
      position="right"
      title={isNew ? t('users.new') : username}
      closeButtonProps={{ 'aria-label': shared('close') }}
      closeOnClickOutside={false}
    >
      {isNew ? (
        <UserForm onDone={onClose} />
      ) : (
        username !== undefined && <Present username={username} onClose={onClose} />
      )}
    </Drawer>
  );
}

function Present({ username, onClose }: { username: string; onClose: () => void }) {
  // What is typed is compared with what was read first; a later reading does not come in between.
  const { data, error, refetch } = useQuery({ ...userQuery(username), staleTime: Infinity, gcTime: 0 });
  if (error && !data) return <ProblemAlert problem={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton h="16rem" />;
  return (
    <>
      <UserForm user={data} onDone={onClose} />
      <UserOuts user={data} onDone={onClose} />
    </>
  );
}
