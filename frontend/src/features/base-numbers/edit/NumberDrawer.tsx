import { Drawer, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../../shared/feedback/ProblemAlert';
import { numberQuery } from '../queries';
import { NumberForm } from './NumberForm';

type Props = {
  /** The number that is edited; undefined: none. */
  number: string | undefined;
  isNew: boolean;
  /** Called when it shall close; whether all that was typed is stored. */
  onClose: (isSaved: boolean) => void;
};

/** A base number beside the list: a new one, or one to be changed. */
export function NumberDrawer({ number, isNew, onClose }: Props) {
  const { t } = useTranslation('base-numbers');
  const { t: shared } = useTranslation('shared');
  return (
    <Drawer
      opened={isNew || number !== undefined}
      onClose={() => onClose(false)}
      position="right"
      size="lg"
      title={isNew ? t('new') : number}
      closeButtonProps={{ 'aria-label': shared('close') }}
    >
      {isNew && <NumberForm onClose={onClose} />}
      {!isNew && number !== undefined && <Known key={number} number={number} onClose={onClose} />}
    </Drawer>
  );
}

function Known({ number, onClose }: { number: string; onClose: Props['onClose'] }) {
  const { data, error, refetch } = useQuery(numberQuery(number));
  if (data) return <NumberForm read={data} onClose={onClose} />;
  if (error) return <ProblemAlert problem={error} onRetry={() => void refetch()} />;
  return <Skeleton h="12rem" />;
}
