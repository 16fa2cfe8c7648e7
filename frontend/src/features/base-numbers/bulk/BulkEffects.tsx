import { Loader, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ProblemError } from '../../../shared/api/problem';
import { ProblemAlert } from '../../../shared/feedback/ProblemAlert';
import { inGroupsOf } from '../../../shared/groups';
import { type LinkAction, linkMany } from '../queries';

type Props = { action: LinkAction; trunkId: string; numbers: readonly string[] };
type Effects = { touched: number; stuck: number; some: readonly string[] };

/** The service says of so many at most what would happen. */
const TRIED_AT_ONCE = 2_000;

/** What linking or unlinking would do, as the service tells; nothing is stored. */
export function BulkEffects({ action, trunkId, numbers }: Props) {
  const { t } = useTranslation('base-numbers');
  const { t: shared } = useTranslation('shared');
  const { data, error } = useQuery<Effects, ProblemError>({
    queryKey: ['base-numbers', 'effects', action, trunkId, numbers],
    queryFn: async ({ signal }) => {
      const sum = { touched: 0, stuck: 0, some: [] as string[] };
      for (const group of inGroupsOf(TRIED_AT_ONCE, numbers)) {
        const { effects } = await linkMany(action, trunkId, group, true, signal);
        sum.touched += effects.baseNumbersTouched;
        sum.stuck += effects.baseNumbersWithoutTrunkCount;
        sum.some.push(...effects.baseNumbersWithoutTrunk);
      }
      return sum;
    },
  });
  if (error) return <ProblemAlert problem={error} elsewhere={error.violations} />;
  if (!data) return <Loader size="sm" aria-label={shared('loading')} />;
  return (
    <Stack gap="xs" role="status">
      <Text>
        {data.touched === 0 ? t('bulk.nothing') : t(`bulk.${action}.effect`, { count: data.touched, trunk: trunkId })}
      </Text>
      {data.stuck > 0 && (
        <Text c="var(--mantine-color-error)">
          {t('bulk.unlink.left', { count: data.stuck })} {data.some.slice(0, 5).join(', ')}
          {data.stuck > 5 && ' …'}
        </Text>
      )}
    </Stack>
  );
}
