import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../../shared/table/DataTable';
import { CallsNow } from '../../../shared/trunks/CallsNow';
import type { Actions } from '../bulk/action';
import { CarrierCell, MethodCell, NameCell, NumbersCell, StatusCell } from './cells';
import type { Trunk } from './queries';
import { RowActions } from './RowActions';

/** @param onAct asks before it does something with trunks; undefined: nobody may */
export function useColumns(onAct?: Actions['ask']): Column<Trunk>[] {
  const { t } = useTranslation('egress-trunks');
  return useMemo(() => {
    const columns: Column<Trunk>[] = [
      { id: 'name', title: t('column.name'), sort: 'name', cell: (trunk) => <NameCell trunk={trunk} /> },
      { id: 'carrier', title: t('column.carrier'), sort: 'transport', isMinor: true, cell: (trunk) => <CarrierCell trunk={trunk} /> },
      { id: 'method', title: t('column.method'), sort: 'authMethod', isExtra: true, cell: (trunk) => <MethodCell trunk={trunk} /> },
      { id: 'status', title: t('column.status'), isMinor: true, cell: (trunk) => <StatusCell trunk={trunk} /> },
      {
        id: 'calls', title: t('column.calls'), isMinor: true,
        cell: (trunk) => <CallsNow calls={trunk.status.callsNow} most={trunk.maxConcurrentCalls} />,
      },
      { id: 'priority', title: t('column.priority'), sort: 'priority', align: 'end', isExtra: true, cell: (trunk) => trunk.priority },
      { id: 'numbers', title: t('column.numbers'), align: 'end', isExtra: true, cell: (trunk) => <NumbersCell trunk={trunk} /> },
    ];
    if (onAct) {
      columns.push({
        id: 'actions', title: t('column.actions'), isUntitled: true, width: '3rem',
        cell: (trunk) => <RowActions trunk={trunk} onAct={onAct} />,
      });
    }
    return columns;
  }, [t, onAct]);
}
