import { Stack } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../shared/session';
import { DataTable } from '../../shared/table/DataTable';
import { ListStates } from '../../shared/table/ListStates';
import { useLiveRows } from '../../shared/table/useLiveRows';
import { useRows } from '../../shared/table/useRows';
import { useSelection } from '../../shared/table/useSelection';
import { BulkActions } from './bulk/BulkActions';
import { useColumns } from './columns';
import { NumberDrawer } from './edit/NumberDrawer';
import { Heading, NoNumbers } from './Heading';
import { NumberFilters } from './NumberFilters';
import { type BaseNumber, readNumbers } from './queries';
import type { NumbersSearch } from './search';
import { useTrunkFacts } from './trunkFacts';
import { useSelected } from './useSelected';

const route = getRouteApi('/admin-settings/base-numbers');

/** The numbers that calls come from, and the trunks that they go out over. */
export function BaseNumbers() {
  const { t } = useTranslation('base-numbers');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayEdit = useMay('editor');
  const { q, trunk, unlinked, sort } = search;
  const list = useRows<BaseNumber>(['base-numbers', 'list', { q, trunk, unlinked, sort }], (cursor, signal) =>
    readNumbers(search, cursor, signal),
  );
  const columns = useColumns(useTrunkFacts());
  useLiveRows('base-number', 'base-numbers', 'base-numbers');
  useLiveRows('trunk', 'trunks', 'egress-trunks');
  const go = useCallback(
    (change: Partial<NumbersSearch>) =>
      void navigate({ search: (before) => ({ ...before, ...change }), replace: true }),
    [navigate],
  );
  const open = (change: Partial<NumbersSearch>) => void navigate({ search: (before) => ({ ...before, ...change }) });
  const [selected, select] = useSelected(search, go);
  const loaded = useMemo(() => list.rows.map(({ number }) => number), [list.rows]);
  const selection = useSelection(selected, select, loaded);
  return (
    <Stack>
      <Heading onCreate={() => open({ new: true })} />
      <NumberFilters search={search} total={list.isPending ? undefined : list.total} onChange={go} />
      {mayEdit && <BulkActions selected={selected} rows={list.rows} onSelect={select} />}
      <ListStates
        list={list}
        isFiltered={Boolean(q || trunk || unlinked)}
        onClearFilters={() => go({ q: undefined, trunk: undefined, unlinked: undefined })}
        empty={<NoNumbers onCreate={() => open({ new: true })} />}
      >
        <DataTable
          label={t('title')}
          columns={columns}
          rows={list.rows}
          total={list.total}
          keyOf={({ number }) => number}
          nameOf={({ number }) => number}
          sort={sort ?? 'number'}
          onSort={(next) => go({ sort: next })}
          onOpen={({ number }) => open({ edit: number })}
          selection={mayEdit ? selection : undefined}
          readMore={list.readMore}
          isStale={list.isStale}
          beginsAnewWith={JSON.stringify([q, trunk, unlinked, sort])}
        />
      </ListStates>
      <NumberDrawer
        number={search.edit}
        isNew={search.new === true && mayEdit}
        onClose={(isSaved) =>
          void navigate({
            search: (before) => ({ ...before, edit: undefined, new: undefined }),
            ignoreBlocker: isSaved,
          })
        }
      />
    </Stack>
  );
}
