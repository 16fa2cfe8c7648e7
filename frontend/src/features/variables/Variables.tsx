import { Button, Stack } from '@mantine/core';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Blank } from '../../shared/feedback/Blank';
import { PageHeading } from '../../shared/feedback/PageHeading';
import { useMay } from '../../shared/session';
import { DataTable } from '../../shared/table/DataTable';
import { ListStates } from '../../shared/table/ListStates';
import { useLiveRows } from '../../shared/table/useLiveRows';
import { useRows } from '../../shared/table/useRows';
import { VariableDialog } from '../../shared/variables/VariableDialog';
import { useColumns } from './columns';
import { readVariables, type Variable } from './queries';
import type { VariablesSearch } from './search';
import { VariableDetails } from './VariableDetails';
import { VariableFilters } from './VariableFilters';

const route = getRouteApi('/admin-settings/variables');

/** The variables of the team. */
export function Variables() {
  const { t } = useTranslation('variables');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayEdit = useMay('editor');
  const { q, type, unused, sort } = search;
  const list = useRows<Variable>(['variables', 'list', { q, type, unused, sort }], (cursor, signal) =>
    readVariables(search, cursor, signal),
  );
  const columns = useColumns();
  useLiveRows('variable', 'variables', 'variables');
  const go = (change: Partial<VariablesSearch>, replace = false) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace });
  const create = mayEdit && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => go({ new: true })}>
      {t('new')}
    </Button>
  );
  return (
    <Stack>
      <PageHeading title={t('title')} text={t('intro')}>
        {create}
      </PageHeading>
      <VariableFilters
        search={search}
        total={list.isPending ? undefined : list.total}
        onChange={(change) => go(change, true)}
      />
      <ListStates
        list={list}
        isFiltered={Boolean(q || type || unused)}
        onClearFilters={() => go({ q: undefined, type: undefined, unused: undefined })}
        empty={
          <Blank title={t('empty.title')} text={t('empty.text')}>
            {create}
          </Blank>
        }
      >
        <DataTable
          label={t('title')}
          columns={columns}
          rows={list.rows}
          total={list.total}
          keyOf={({ name }) => name}
          nameOf={({ name }) => name}
          sort={sort ?? 'name'}
          onSort={(next) => go({ sort: next }, true)}
          onOpen={({ name }) => go({ variable: name })}
          readMore={list.readMore}
          isStale={list.isStale}
          beginsAnewWith={JSON.stringify([q, type, unused, sort])}
        />
      </ListStates>
      <VariableDetails name={search.variable} onClose={() => go({ variable: undefined })} />
      <VariableDialog
        isOpen={search.new === true && mayEdit}
        onClose={() => go({ new: undefined })}
        onSaved={({ name }) => go({ new: undefined, variable: name }, true)}
      />
    </Stack>
  );
}
