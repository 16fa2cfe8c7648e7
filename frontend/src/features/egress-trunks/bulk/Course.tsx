import { Button, List, Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useProblemTexts } from '../../../shared/i18n/problems';
import type { Run } from './useRun';

/** How far a change has come, and what of it failed. */
export function Course({ run, onAgain }: { run: Run; onAgain: (trunkIds: string[]) => void }) {
  const { t } = useTranslation('egress-trunks');
  const problems = useProblemTexts();
  const { state, tried, of, changed, failures } = run;
  return (
    <Stack gap="xs">
      <Progress value={(tried / of) * 100} aria-label={t('run.progress')} />
      <Text role="status" size="sm">
        {state === 'running'
          ? t('run.tried', { tried, of })
          : t(state === 'stopped' ? 'run.stopped' : 'run.over', { count: changed, tried, of })}
      </Text>
      {failures.length > 0 && (
        <div role="alert">
          <Text size="sm" fw={600}>
            {t('run.failed', { count: failures.reduce((sum, { trunkIds }) => sum + trunkIds.length, 0) })}
          </Text>
          <List size="sm">
            {failures.map(({ from, to, problem }) => (
              <List.Item key={from}>
                {t('run.part', { from, to })} {problems.title(problem)}.{' '}
                {problem.violations.slice(0, 3).map(problems.violation).join(' ') || problems.whatToDo(problem)}
              </List.Item>
            ))}
          </List>
          {state !== 'running' && (
            <Button
              mt="xs"
              size="xs"
              variant="default"
              onClick={() => onAgain(failures.flatMap(({ trunkIds }) => trunkIds))}
            >
              {t('run.again')}
            </Button>
          )}
        </div>
      )}
    </Stack>
  );
}
