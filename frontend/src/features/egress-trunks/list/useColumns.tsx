import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../../shared/table/DataTable';
import { useStatusTexts } from '../../../shared/trunks/useStatusTexts';
import type { Actions } from '../bulk/action';
import { CallsCell, CarrierCell, MethodCell, NameCell, NumbersCell, StatusCell, type Texts } from './cells';
import type { Trunk } from './queries';
import { RowActions } from './RowActions';

/** @param onAct asks before it does something with trunks; undefined: nobody may */
export function useColumns(onAct?: Actions['ask']): Column<Trunk>[] {
  const { t } = useTranslation('egress-trunks');
  const { t: trunks } = useTranslation('trunks');
  const status = useStatusTexts();
  return useMemo(() => {
    const texts: Texts = { t, trunks, status };
    const columns: Column<Trunk>[] = [
      { id: 'name', title: t('column.name'), sort: 'name', cell: (trunk) => <NameCell trunk={trunk} texts={texts} /> },
      {
        id: 'carrier',
        title: t('column.carrier'),
        sort: 'transport',
        isMinor: true,
        cell: (trunk) => <CarrierCell trunk={trunk} texts={texts} />,
      },
      {
        id: 'method',
        title: t('column.method'),
        sort: 'authMethod',
        isExtra: true,
        cell: (trunk) => <MethodCell trunk={trunk} texts={texts} />,
      },
      {
        id: 'status',
        title: t('column.status'),
        isMinor: true,
        cell: (trunk) => <StatusCell trunk={trunk} texts={texts} />,
      },
      {
        id: 'calls',
        title: t('column.calls'),
        isMinor: true,
        cell: (trunk) => <CallsCell trunk={trunk} texts={texts} />,
      },
      {
        id: 'priority',
        title: t('column.priority'),
        sort: 'priority',
        align: 'end',
        isExtra: true,
        cell: (trunk) => trunk.priority,
      },
      {
        id: 'numbers',
        title: t('column.numbers'),
        align: 'end',
        isExtra: true,
        cell: (trunk) => <NumbersCell trunk={trunk} texts={texts} />,
      },
    ];
    if (onAct) {
      columns.push({
        id: 'actions',
        title: t('column.actions'),
        isUntitled: true,
        width: '3rem',
        cell: (trunk) => <RowActions trunk={trunk} label={t('row.actions', { name: trunk.name })} onAct={onAct} />,
      });
    }
    return columns;
  }, [t, trunks, status, onAct]);
}
