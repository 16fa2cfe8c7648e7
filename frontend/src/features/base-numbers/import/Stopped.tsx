import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ProblemError } from '../../../shared/api/problem';
import { ProblemAlert } from '../../../shared/feedback/ProblemAlert';
import type { Part } from './csv';

type Props = { parts: readonly Part[]; done: number; problem?: ProblemError; onGoOn: () => void; onAgain: () => void };

/** The import did not come to its end: what is written, what is not, and what to do. */
export function Stopped({ parts, done, problem, onGoOn, onAgain }: Props) {
  const { t } = useTranslation('base-numbers');
  const written = parts[done - 1]?.to;
  return (
    <Stack maw="46rem">
      <Alert role="alert" color="orange" title={t('import.stopped')}>
        <Text size="sm">
          {written === undefined ? t('import.stopped.none') : t('import.stopped.some', { line: written })}
        </Text>
        <Text size="sm">{t('import.stopped.rest', { line: parts[done]?.from ?? 0, last: parts.at(-1)?.to ?? 0 })}</Text>
      </Alert>
      <ProblemAlert problem={problem} elsewhere={problem?.violations} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onAgain}>
          {t('import.another')}
        </Button>
        <Button onClick={onGoOn}>{t('import.goOn')}</Button>
      </Group>
    </Stack>
  );
}
