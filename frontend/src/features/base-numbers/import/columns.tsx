import { Badge, Group, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Violation } from '../../../shared/api/problem';
import { useProblemTexts } from '../../../shared/i18n/problems';
import type { Column } from '../../../shared/table/DataTable';
import { COLORS } from './Counts';
import classes from './Import.module.css';
import type { ImportRow } from './importApi';

/** The columns of the account of an import. */
export function useImportColumns(): readonly Column<ImportRow>[] {
  const { t } = useTranslation('base-numbers');
  return useMemo(
    () => [
      { id: 'line', title: t('import.column.line'), cell: ({ line }) => line, align: 'end', width: '5rem' },
      { id: 'number', title: t('column.number'), cell: ({ number }) => number },
      {
        id: 'outcome',
        title: t('import.column.outcome'),
        cell: ({ outcome }) => <Badge color={COLORS[outcome]}>{t(`import.outcome.${outcome}`)}</Badge>,
      },
      { id: 'details', title: t('import.column.details'), cell: (row) => <Details row={row} /> },
    ],
    [t],
  );
}

function Details({ row: { errors, trunksAdded, trunksRemoved } }: { row: ImportRow }) {
  const { t } = useTranslation('base-numbers');
  const whatToDo = useWhatToDo();
  if (errors.length > 0) {
    return (
      <Stack gap={2}>
        {errors.map(({ column, violation }) => (
          <Text size="sm" key={violation.pointer + violation.code}>
            {column && <code>{column}: </code>}
            {whatToDo(column, violation)}
          </Text>
        ))}
      </Stack>
    );
  }
  return (
    <Group gap="xs">
      {trunksAdded.map((trunkId) => (
        <span key={trunkId} className={classes.added}>
          {t('import.added', { trunkId })}
        </span>
      ))}
      {trunksRemoved.map((trunkId) => (
        <span key={trunkId} className={classes.removed}>
          {t('import.removed', { trunkId })}
        </span>
      ))}
    </Group>
  );
}

/** The service's own sentences name what is wrong; they are English. */
function useWhatToDo() {
  const { t, i18n } = useTranslation('base-numbers');
  const { violation: words } = useProblemTexts();
  return (column: string, violation: Violation) => {
    const key = `import.wrong.${column}.${violation.code}`;
    const isOurs = i18n.language !== 'en' && i18n.exists(key, { ns: 'base-numbers' });
    return isOurs ? t(key as 'import.wrong.number.required') : words(violation);
  };
}
