import { Button } from '@mantine/core';
import { hashKey, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { connectionStore } from '../../../shared/events';
import { ProblemAlert } from '../../../shared/feedback/ProblemAlert';
import { useMay } from '../../../shared/session';
import { DataTable } from '../../../shared/table/DataTable';
import { useRows } from '../../../shared/table/useRows';
import { useSelection } from '../../../shared/table/useSelection';
import type { Asked, BulkAction } from '../bulk/action';
import { Chips } from './Chips';
import { Chosen } from './Chosen';
import { NothingHere } from './NothingHere';
import { DEFAULT_SORT, LISTS, listKey, readPage, summaryQuery, type Trunk } from './queries';
import { isFiltered, type ListSearch, NO_FILTERS, type Sort, toQuery } from './search';
import { useChosen } from './useChosen';
import { useColumns } from './useColumns';
import { useLiveTrunks } from './useLiveTrunks';

const BulkDialog = lazy(() => import('../bulk/BulkDialog'));

/** While no event comes, each page that is loaded costs a request. */
const POLL_MS = 10_000;
const POLL_MS_PER_PAGE = 2_000;
const WAITING_ROWS = 8;
const idOf = ({ trunkId }: Trunk) => trunkId;
const nameOf = ({ name }: Trunk) => name;

/** The trunks that fit, live; what can be done with those that are chosen. */
export function TrunkTable({
  search,
  onChange,
}: {
  search: ListSearch;
  onChange: (change: Partial<ListSearch>) => void;
}) {
  const { t } = useTranslation('egress-trunks');
  const navigate = useNavigate();
  const client = useQueryClient();
  const mayEdit = useMay('editor');
  const isLost = useSyncExternalStore(connectionStore.subscribe, connectionStore.get) === 'lost';
  const sort = search.sort ?? DEFAULT_SORT;
  const key = listKey(search, sort);
  const live = useLiveTrunks(hashKey(key));
  const list = useRows<Trunk>(
    key,
    (cursor, signal) => readPage(search, sort, cursor, signal),
    (pages) => isLost && Math.max(POLL_MS, pages * POLL_MS_PER_PAGE),
  );
  const loaded = useMemo(() => list.rows.map(idOf), [list.rows]);
  const { chosen, choose } = useChosen(search.selected);
  const selection = useSelection(chosen, choose, loaded);
  const [asked, setAsked] = useState<Asked>();
  const ask = useCallback((action: BulkAction, trunkIds: readonly string[]) => setAsked({ action, trunkIds }), []);
  const columns = useColumns(mayEdit ? ask : undefined);
  const narrowed = isFiltered(search);
  const isEmpty = list.rows.length === 0 && !list.isPending && !list.problem;

  const readAgain = () => {
    // What is told until all is read is about what is being read.
    void client.invalidateQueries({ queryKey: LISTS }).then(live.onRead);
    void client.invalidateQueries({ queryKey: summaryQuery.queryKey });
  };

  return (
    <>
      <Chips filters={search} onChange={onChange}>
        {!list.isPending && !list.problem && t(narrowed ? 'count.fits' : 'count', { count: list.total })}
      </Chips>
      {live.isOutdated && (
        <div role="status">
          {t('outdated')}{' '}
          <Button size="compact-sm" variant="light" loading={list.isRefreshing} onClick={readAgain}>
            {t('outdated.read')}
          </Button>
        </div>
      )}
      <ProblemAlert problem={list.problem} onRetry={list.retry} />
      {mayEdit && (
        <Chosen
          chosen={chosen}
          loaded={loaded}
          total={list.total}
          filters={search}
          onChoose={choose}
          onAct={(action) => ask(action, chosen)}
        />
      )}
      {isEmpty && <NothingHere isFiltered={narrowed} mayCreate={mayEdit} onUnfilter={() => onChange(NO_FILTERS)} />}
      {(list.isPending || list.rows.length > 0) && (
        <DataTable
          label={t('title')}
          columns={columns}
          rows={list.rows}
          total={list.isPending ? WAITING_ROWS : list.total}
          keyOf={idOf}
          nameOf={nameOf}
          sort={sort}
          onSort={(next) => onChange({ sort: next as Sort })}
          onOpen={({ trunkId }) => void navigate({ to: '/admin-settings/egress-trunks/$trunkId', params: { trunkId } })}
          selection={mayEdit ? selection : undefined}
          readMore={list.readMore}
          isDense={search.dense}
          isStale={list.isStale}
          beginsAnewWith={hashKey([toQuery(search), sort])}
        />
      )}
      {asked && (
        <Suspense>
          <BulkDialog
            asked={asked}
            onChanged={() => {
              if (asked.action === 'delete') choose(chosen.filter((id) => !asked.trunkIds.includes(id)));
              readAgain();
            }}
            onClose={() => setAsked(undefined)}
          />
        </Suspense>
      )}
    </>
  );
}
