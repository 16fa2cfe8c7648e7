import { Button, Paper, Text, Title } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Chart.module.css';

export type Table = { columns: readonly string[]; rows: readonly (readonly ReactNode[])[] };

type Props = {
  title: string;
  /** What the picture says, for everybody. */
  sentence: string;
  /** The same figures, to be read. */
  table: Table;
  children: ReactNode;
};

/** A picture with what it says in a sentence, which can be read as a table too. */
export function ChartFrame({ title, sentence, table, children }: Props) {
  const { t } = useTranslation('trunk-page');
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <Paper withBorder p="md" component="section" aria-labelledby={id}>
      <div className={classes.title}>
        <Title order={2} size="h3" id={id}>
          {title}
        </Title>
        <Button
          size="compact-xs"
          variant="subtle"
          aria-pressed={asTable}
          aria-describedby={id}
          onClick={() => setAsTable(!asTable)}
        >
          {t('asTable')}
        </Button>
      </div>
      <Text size="sm" c="dimmed">
        {sentence}
      </Text>
      {asTable ? <Figures label={title} table={table} /> : children}
    </Paper>
  );
}

function Figures({ label, table: { columns, rows } }: { label: string; table: Table }) {
  return (
    // What scrolls has to be reached by the keyboard.
    // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex
    <div className={classes.figures} role="region" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            // Rows never change places.
            <tr key={row}>
              {cells.map((cell, column) => (
                <td key={columns[column]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
