import { Button, Stack, TextInput, Title } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, ok, type Schemas } from '../../../shared/api/client';
import { Blank } from '../../../shared/feedback/Blank';
import { ProblemAlert } from '../../../shared/feedback/ProblemAlert';
import { type Column, DataTable } from '../../../shared/table/DataTable';
import { useRows } from '../../../shared/table/useRows';

const route = getRouteApi('/admin-settings/egress-trunks');
type Trunk = Schemas['Trunk'];

export function TrunkList() {
  const { t } = useTranslation('egress-trunks');
  const { q, sort } = route.useSearch();
  const navigate = useNavigate();
  const list = useRows<Trunk>(['egress-trunks', 'list', { q, sort }], (cursor, signal) =>
    ok(api.GET('/api/v1/egress-trunks', { params: { query: { q, sort: sort as never, cursor, limit: 200 } }, signal })),
  );
  const columns: Column<Trunk>[] = [
    { id: 'name', title: 'Name', sort: 'name', cell: (trunk) => trunk.name },
    { id: 'sipUri', title: 'SIP URI', cell: (trunk) => <code>{trunk.sipUri}</code> },
  ];
  return (
    <Stack>
      <Title order={1}>{t('title')}</Title>
      <TextInput value={q ?? ''} onChange={(event) => void navigate({ to: '.', search: { q: event.currentTarget.value, sort } })} aria-label="Search" />
      <Button onClick={() => void navigate({ to: '/admin-settings/egress-trunks/new' })}>Create</Button>
      <ProblemAlert problem={list.problem} onRetry={list.retry} />
      {list.rows.length === 0 && !list.isPending && <Blank title="Nothing" />}
      <DataTable
        label={t('title')}
        columns={columns}
        rows={list.rows}
        total={list.total}
        keyOf={({ trunkId }) => trunkId}
        nameOf={({ name }) => name}
        sort={sort}
        onSort={(next) => void navigate({ to: '.', search: { q, sort: next } })}
        onOpen={({ trunkId }) => void navigate({ to: '/admin-settings/egress-trunks/$trunkId', params: { trunkId } })}
        readMore={list.readMore}
      />
    </Stack>
  );
}
