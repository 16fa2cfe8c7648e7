import { Button, Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProblemError } from '../api/problem';
import { Blank } from '../feedback/Blank';
import { ProblemAlert } from '../feedback/ProblemAlert';

type Props = {
  list: { rows: readonly unknown[]; isPending: boolean; problem: ProblemError | null; retry: () => void };
  isFiltered: boolean;
  onClearFilters: () => void;
  /** What is shown if there is nothing at all. */
  empty: ReactNode;
  /** What is shown if there is something. */
  children: ReactNode;
};

const WAITING_ROWS = 8;

/** A list, or why it is not there: it is on its way, it could not be read, it is empty, nothing fits the filters. */
export function ListStates({ list, isFiltered, onClearFilters, empty, children }: Props) {
  const { t } = useTranslation('shared');
  if (list.rows.length > 0) {
    return (
      <>
        <ProblemAlert problem={list.problem} onRetry={list.retry} />
        {children}
      </>
    );
  }
  if (list.problem) return <ProblemAlert problem={list.problem} onRetry={list.retry} />;
  if (list.isPending) {
    return (
      <Stack gap="xs" role="status">
        <VisuallyHidden>{t('loading')}</VisuallyHidden>
        {Array.from({ length: WAITING_ROWS }, (_, index) => (
          <Skeleton key={index} h="2.75rem" />
        ))}
      </Stack>
    );
  }
  if (!isFiltered) return empty;
  return (
    <Blank title={t('list.nothingFits')} text={t('list.nothingFits.text')}>
      <Button variant="default" onClick={onClearFilters}>
        {t('list.clearFilters')}
      </Button>
    </Blank>
  );
}
