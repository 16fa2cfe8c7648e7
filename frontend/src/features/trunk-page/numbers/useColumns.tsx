import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, ok, type Schemas } from '../../../shared/api/client';
import type { Column } from '../../../shared/table/DataTable';
import type { Trunk } from '../useTrunk';
import { useOrder } from './useOrder';

type BaseNumber = Schemas['BaseNumber'];
/** Trunks that are named; those beyond are told by their IDs. */
const NAMED = 30;
const FOUND = 50;

/** By ID: the other trunks of these numbers; without the base numbers of theirs, which may be very many. */
function useOthers(trunkId: string, numbers: readonly BaseNumber[]) {
  const ids = [...new Set(numbers.flatMap(({ egressTrunks = [] }) => egressTrunks))]
    .filter((id) => id !== trunkId)
    .slice(0, NAMED);
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: ['egress-trunks', 'named', id],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const { items } = await ok(
          api.GET('/api/v1/egress-trunks', { params: { query: { q: id, limit: FOUND } }, signal }),
        );
        return items.find((trunk) => trunk.trunkId === id) ?? null;
      },
    })),
    combine: (found) => new Map(found.flatMap(({ data }) => (data ? [[data.trunkId, data] as const] : []))),
  });
}

/** Number, name, and where the trunk stands among those of the number. */
export function useColumns(trunk: Trunk, numbers: readonly BaseNumber[]): Column<BaseNumber>[] {
  const { t } = useTranslation('trunk-page');
  const order = useOrder(trunk, useOthers(trunk.trunkId, numbers));
  return [
    {
      id: 'number',
      title: t('column.number'),
      cell: ({ number }) => (
        <Link to="/admin-settings/base-numbers" search={{ q: number }}>
          {number}
        </Link>
      ),
    },
    { id: 'name', title: t('column.name'), cell: ({ name }) => name, isMinor: true },
    { id: 'order', title: t('column.order'), cell: order },
  ];
}
