import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ok, type Schemas } from '../../../shared/api/client';
import type { ProblemError } from '../../../shared/api/problem';
import { Blank } from '../../../shared/feedback/Blank';
import { ProblemAlert } from '../../../shared/feedback/ProblemAlert';
import { useThisTrunk } from '../useTrunk';
import classes from './Attempts.module.css';
import { AttemptItem } from './AttemptItem';

const SHOWN = 50;
const READ_AGAIN_MS = 15_000;

/** The last attempts to place calls over the trunk: each with what was said, and whose doing its end was. */
export function Attempts() {
  const { t } = useTranslation(['trunk-page', 'shared']);
  const { trunkId, baseNumberCount } = useThisTrunk();
  const { data, error, isPending, isFetching, refetch } = useQuery<Schemas['Attempts'], ProblemError>({
    queryKey: ['egress-trunks', 'attempts', trunkId],
    queryFn: ({ signal }) =>
      ok(
        api.GET('/api/v1/egress-trunks/{trunkId}/attempts', {
          params: { path: { trunkId }, query: { limit: SHOWN } },
          signal,
        }),
      ),
    refetchInterval: READ_AGAIN_MS,
    staleTime: 0,
  });
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Text size="sm" c="dimmed" role="status">
          {data && t('attempts.count', { count: data.items.length })}
        </Text>
        <Button size="xs" variant="default" loading={isFetching} onClick={() => void refetch()}>
          {t('attempts.refresh')}
        </Button>
      </Group>
      <ProblemAlert problem={error} onRetry={() => void refetch()} />
      {isPending && <Skeleton height={240} role="status" aria-label={t('shared:loading')} />}
      {data?.items.length === 0 && (
        <Blank
          title={t('attempts.none')}
          text={baseNumberCount === 0 ? t('noCalls.noNumbers') : t('attempts.none.hint')}
        />
      )}
      {data && data.items.length > 0 && (
        <ol className={classes.attempts} aria-label={t('tab.attempts')}>
          {data.items.map((attempt) => (
            <AttemptItem key={`${attempt.callId} ${attempt.carrier} ${attempt.startedAt}`} attempt={attempt} />
          ))}
        </ol>
      )}
    </Stack>
  );
}
