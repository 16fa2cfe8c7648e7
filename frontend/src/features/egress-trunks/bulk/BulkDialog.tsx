import { Button, Group, Modal, Skeleton, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { ProblemError } from '../../../shared/api/problem';
import { announce } from '../../../shared/feedback/announce';
import { ProblemAlert } from '../../../shared/feedback/ProblemAlert';
import { Account } from './Account';
import type { Asked } from './action';
import { Course } from './Course';
import { type Plan, planOf } from './plan';
import { useRun } from './useRun';
import { type WishForm, WishFields, wishOf } from './WishFields';

const TYPED_FOR_MS = 300;

type Props = {
  asked: Asked;
  /** Some trunks were changed. */
  onChanged: () => void;
  onClose: () => void;
};

/** Says what a change of many trunks will do, as the server has it, and does it. */
export default function BulkDialog({ asked: { action, trunkIds }, onChanged, onClose }: Props) {
  const { t } = useTranslation('egress-trunks');
  const { t: shared } = useTranslation('shared');
  const { control } = useForm<WishForm>({ defaultValues: { priority: '', baseNumbers: [] } });
  const { run, start, stop } = useRun();
  // As text, which stays the same as long as it says the same.
  const typed = JSON.stringify(useWatch({ control }));
  const [settled] = useDebouncedValue(typed, TYPED_FOR_MS);
  const wish = wishOf(action, JSON.parse(settled) as WishForm);
  const plan = useQuery<Plan, ProblemError>({
    queryKey: ['egress-trunks', 'plan', wish, trunkIds],
    queryFn: ({ signal }) => planOf(wish!, trunkIds, signal),
    enabled: wish !== undefined && run.state === 'before',
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: 0,
  });
  const isReady = typed === settled && wish !== undefined && plan.data !== undefined && !plan.isFetching && !plan.error;
  const isRunning = run.state === 'running';

  async function go(these: readonly string[]) {
    const end = await start(wish!, these);
    if (end.changed > 0) onChanged();
    if (end.state === 'over' && end.failures.length === 0) {
      announce(t(`done.${action}`, { count: end.changed }));
      onClose();
    }
  }

  return (
    <Modal
      opened
      onClose={onClose}
      closeOnEscape={!isRunning}
      closeOnClickOutside={!isRunning}
      withCloseButton={!isRunning}
      title={
        trunkIds.length === 1
          ? `${t(`action.${action}`)}: ${trunkIds[0]}`
          : t('bulk.title', { action: t(`action.${action}`), count: trunkIds.length })
      }
      closeButtonProps={{ 'aria-label': shared('close') }}
      size="lg"
    >
      <Stack>
        <WishFields action={action} control={control} isDisabled={run.state !== 'before'} />
        {run.state === 'before' && (
          <ProblemAlert problem={plan.error} elsewhere={plan.error?.violations} onRetry={() => void plan.refetch()} />
        )}
        {run.state === 'before' &&
          wish &&
          !plan.error &&
          (plan.data ? (
            <Account action={action} plan={plan.data} />
          ) : (
            <Skeleton height={60} aria-label={shared('loading')} />
          ))}
        {run.state !== 'before' && <Course run={run} onAgain={(these) => void go(these)} />}
        <Group justify="flex-end">
          {isRunning ? (
            <Button variant="default" onClick={stop}>
              {t('run.stop')}
            </Button>
          ) : (
            <Button variant="default" onClick={onClose} data-autofocus={action !== 'set_priority' || undefined}>
              {shared(run.state === 'before' ? 'cancel' : 'close')}
            </Button>
          )}
          {run.state === 'before' && (
            <Button
              color={action === 'delete' ? 'red' : undefined}
              disabled={!isReady || plan.data?.changed === 0}
              onClick={() => void go(trunkIds)}
            >
              {t(`action.${action}`)}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
