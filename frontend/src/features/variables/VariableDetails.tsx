import { Drawer, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../shared/feedback/ProblemAlert';
import { variableQuery } from './queries';
import { VariablePanel } from './VariablePanel';

/** One variable beside the list. */
export function VariableDetails({ name, onClose }: { name: string | undefined; onClose: () => void }) {
  const { t } = useTranslation('shared');
  return (
    <Drawer
      opened={name !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={<code>{name}</code>}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {name !== undefined && <Details name={name} onClose={onClose} />}
    </Drawer>
  );
}

function Details({ name, onClose }: { name: string; onClose: () => void }) {
  const { data, error, refetch } = useQuery(variableQuery(name));
  if (data) return <VariablePanel variable={data} onDeleted={onClose} />;
  if (error) return <ProblemAlert problem={error} onRetry={() => void refetch()} />;
  return <Skeleton h="12rem" />;
}
