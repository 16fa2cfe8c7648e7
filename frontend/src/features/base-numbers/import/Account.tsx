import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../../shared/table/DataTable';
import { useImportColumns } from './columns';
import { counted, OUTCOMES } from './Counts';
import classes from './Import.module.css';
import type { ImportRow, Outcome } from './importApi';

type Props = { rows: readonly ImportRow[]; onWrite: () => void; onAgain: () => void };

/** What would become of each line, before anything is written. */
export function Account({ rows, onWrite, onAgain }: Props) {
  const { t } = useTranslation('base-numbers');
  const counts = useMemo(() => counted(rows), [rows]);
  const isWrong = counts.wrong > 0;
  const [shown, setShown] = useState<Outcome | undefined>(isWrong ? 'wrong' : undefined);
  const columns = useImportColumns();
  const those = useMemo(() => (shown ? rows.filter(({ outcome }) => outcome === shown) : rows), [rows, shown]);
  const toWrite = counts.create + counts.change;
  const filters = [undefined, ...OUTCOMES.filter((outcome) => counts[outcome] > 0)];
  return (
    <Stack>
      <Alert
        color={isWrong ? 'red' : 'blue'}
        role="status"
        title={OUTCOMES.filter((outcome) => counts[outcome] > 0)
          .map((outcome) => t(`import.${outcome}`, { count: counts[outcome] }))
          .join(', ')}
      >
        {isWrong ? t('import.fixFirst') : toWrite === 0 ? t('import.nothingToDo') : t('import.ready')}
      </Alert>
      <Group justify="space-between">
        <div className={classes.filters} role="group" aria-label={t('import.show')}>
          {filters.map((outcome) => (
            <Button
              key={outcome ?? 'all'}
              size="xs"
              variant={shown === outcome ? 'filled' : 'default'}
              aria-pressed={shown === outcome}
              onClick={() => setShown(outcome)}
            >
              {outcome ? t(`import.${outcome}`, { count: counts[outcome] }) : t('import.all', { count: rows.length })}
            </Button>
          ))}
        </div>
        <Group gap="xs">
          {isWrong && (
            <Text size="sm" c="dimmed">
              {t('import.nothingWritten')}
            </Text>
          )}
          <Button variant="default" onClick={onAgain}>
            {t('import.another')}
          </Button>
          {!isWrong && toWrite > 0 && <Button onClick={onWrite}>{t('import.write', { count: toWrite })}</Button>}
        </Group>
      </Group>
      <DataTable
        label={t('import.rows')}
        columns={columns}
        rows={those}
        total={those.length}
        keyOf={({ line, number }) => `${line} ${number}`}
        nameOf={({ number }) => number}
        isDense
        beginsAnewWith={shown ?? 'all'}
      />
    </Stack>
  );
}
