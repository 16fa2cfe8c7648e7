import { Paper, Skeleton, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../shared/api/client';
import type { ProblemError } from '../../../shared/api/problem';
import { ProblemAlert } from '../../../shared/feedback/ProblemAlert';
import { binsOf, ringDelayOf, totals } from '../charts/bins';
import { CallsChart } from '../charts/CallsChart';
import { OutcomesChart } from '../charts/OutcomesChart';
import { type Range, RANGES } from '../charts/ranges';
import { RegistrationStrip } from '../charts/RegistrationStrip';
import { RingDelayChart } from '../charts/RingDelayChart';
import type { Trunk } from '../useTrunk';
import { Figures } from './Figures';
import classes from './Overview.module.css';
import { RangeSwitch } from './RangeSwitch';

type Props = { trunk: Trunk; range: Range; history: UseQueryResult<Schemas['TrunkHistory'], ProblemError> };

/** What happened lately: figures first, then how they came about. */
export function Pictures({
  trunk,
  range,
  history: { data: history, error, refetch, isPending, isPlaceholderData },
}: Props) {
  const { t } = useTranslation(['trunk-page', 'shared']);
  const all = history && totals(history);
  const { callBin, barBin } = RANGES[range];
  const bars = history ? binsOf(history, barBin) : [];
  const over = t(`range.${range}`);
  const hasCalls =
    history !== undefined && all !== undefined && (all.placed > 0 || all.peakCalls > 0 || all.passedOver > 0);
  return (
    <>
      <RangeSwitch range={range} />
      <ProblemAlert problem={error} onRetry={() => void refetch()} />
      {isPending && <Skeleton height={240} role="status" aria-label={t('shared:loading')} />}
      {history && all && (
        <div className={classes.pictures} data-stale={isPlaceholderData || undefined}>
          <Figures trunk={trunk} history={history} all={all} />
          {trunk.authMethod === 'registration' && (
            <RegistrationStrip
              title={`${t('registration.title')}, ${over}`}
              history={history}
              now={trunk.status.registration}
            />
          )}
          {hasCalls ? (
            <>
              <CallsChart
                title={`${t('calls.title')}, ${over}`}
                bins={binsOf(history, callBin)}
                cap={trunk.maxConcurrentCalls}
              />
              <div className={classes.pair}>
                <OutcomesChart title={`${t('outcomes.title')}, ${over}`} bins={bars} all={all} />
                <RingDelayChart title={`${t('ring.title')}, ${over}`} bins={bars} all={ringDelayOf(history.slots)} />
              </div>
            </>
          ) : (
            <Paper withBorder p="xl">
              <Text ta="center" fw={600}>
                {t('noCalls', { over })}
              </Text>
              <Text ta="center" size="sm" c="dimmed">
                {trunk.baseNumberCount === 0 ? t('noCalls.noNumbers') : t('noCalls.hint')}
              </Text>
            </Paper>
          )}
        </div>
      )}
    </>
  );
}
