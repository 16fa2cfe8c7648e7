import { List, Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ProblemError } from '../../../shared/api/problem';
import { useProblemTexts } from '../../../shared/i18n/problems';
import type { Progress as State } from './inTurn';

type Props = { total: number; progress: State; isRunning: boolean };

const SHOWN_FAILURES = 10;
const SHOWN_NUMBERS = 3;

/** How far it is, and what did not work. */
export function BulkResult({ total, progress: { good, failed }, isRunning }: Props) {
  const { t } = useTranslation('base-numbers');
  const { title } = useProblemTexts();
  const bad = failed.reduce((sum, { items }) => sum + items.length, 0);
  const done = good.length + bad;
  return (
    <Stack gap="xs">
      <Progress value={(done / total) * 100} aria-label={t('bulk.progress')} />
      <Text role="status">
        {isRunning
          ? t('bulk.running', { done, total })
          : t(done < total ? 'bulk.stopped' : 'bulk.done', { count: good.length, total })}
        {bad > 0 && ` ${t('bulk.failed', { count: bad })}`}
      </Text>
      {failed.length > 0 && (
        <List size="sm">
          {failed.slice(0, SHOWN_FAILURES).map(({ items, error }) => (
            <List.Item key={items[0]}>
              {items.slice(0, SHOWN_NUMBERS).join(', ')}
              {items.length > SHOWN_NUMBERS && ' …'}: {title(error as ProblemError)}
            </List.Item>
          ))}
        </List>
      )}
    </Stack>
  );
}
