import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../shared/table/DataTable';
import classes from './BaseNumbers.module.css';
import { NumberState } from './NumberState';
import type { BaseNumber } from './queries';
import type { TrunkFacts } from './trunkFacts';
import { TrunkPills } from './TrunkPills';

/** The columns of the list of base numbers. */
export function useColumns(facts: ReadonlyMap<string, TrunkFacts>): readonly Column<BaseNumber>[] {
  const { t } = useTranslation('base-numbers');
  return useMemo(
    () => [
      {
        id: 'number',
        title: t('column.number'),
        sort: 'number',
        cell: ({ number, name }) => (
          <>
            <Link to="." className={classes.number} search={(search) => ({ ...search, edit: number })}>
              {number}
            </Link>
            <Text size="xs" c="dimmed" className={classes.under}>
              {name}
            </Text>
          </>
        ),
      },
      {
        id: 'name',
        title: t('column.name'),
        sort: 'name',
        isMinor: true,
        width: '11rem',
        cell: ({ name }) =>
          name ?? (
            <Text c="dimmed" size="sm">
              –
            </Text>
          ),
      },
      {
        id: 'trunks',
        title: t('column.trunks'),
        cell: (number) => (
          <>
            <TrunkPills trunkIds={number.egressTrunks} count={number.egressTrunkCount} facts={facts} />
            <div className={classes.under}>
              <NumberState number={number} facts={facts} isQuiet />
            </div>
          </>
        ),
      },
      {
        id: 'state',
        title: t('column.state'),
        isMinor: true,
        width: '20.5rem',
        cell: (number) => <NumberState number={number} facts={facts} />,
      },
    ],
    [t, facts],
  );
}
