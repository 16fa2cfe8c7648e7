import { Button, Group, Stack, Text } from '@mantine/core';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../../../shared/feedback/announce';
import { Blank } from '../../../shared/feedback/Blank';
import { DeleteDialog } from '../../../shared/feedback/DeleteDialog';
import { DataTable } from '../../../shared/table/DataTable';
import { ListStates } from '../../../shared/table/ListStates';
import { SearchField } from '../../../shared/table/SearchField';
import { useRows } from '../../../shared/table/useRows';
import { RolesTable } from '../RolesTable';
import type { TokensSearch } from '../search';
import { useColumns } from './columns';
import { NewTokenDialog } from './NewTokenDialog';
import { readTokens, revokeToken, type Token } from './queries';

const route = getRouteApi('/admin-settings/access/tokens');

/** What scripts come in with. */
export function Tokens() {
  const { t } = useTranslation('access');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const client = useQueryClient();
  const [leaving, setLeaving] = useState<Token>();
  const { q, sort } = search;
  const list = useRows<Token>(['tokens', 'list', { q, sort }], (cursor, signal) => readTokens(search, cursor, signal));
  const columns = useColumns(setLeaving);
  const go = (change: Partial<TokensSearch>, replace = false) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace });
  const readAgain = () => void client.invalidateQueries({ queryKey: ['tokens'] });
  const create = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => go({ new: true })}>
      {t('tokens.new')}
    </Button>
  );
  return (
    <Stack>
      <Group gap="sm">
        <SearchField
          label={t('tokens.search')}
          value={q ?? ''}
          onSearch={(text) => go({ q: text || undefined }, true)}
        />
        <Text size="sm" c="dimmed" role="status">
          {!list.isPending && t('tokens.count', { count: list.total })}
        </Text>
        <Group ms="auto">{create}</Group>
      </Group>
      <ListStates
        list={list}
        isFiltered={Boolean(q)}
        onClearFilters={() => go({ q: undefined })}
        empty={<Blank title={t('tokens.empty')} text={t('tokens.empty.text')} />}
      >
        <DataTable
          label={t('tokens')}
          columns={columns}
          rows={list.rows}
          total={list.total}
          keyOf={({ name }) => name}
          nameOf={({ name }) => name}
          sort={sort ?? 'name'}
          onSort={(next) => go({ sort: next }, true)}
          readMore={list.readMore}
          isStale={list.isStale}
          beginsAnewWith={JSON.stringify([q, sort])}
        />
      </ListStates>
      <RolesTable />
      <NewTokenDialog isOpen={search.new === true} onMade={readAgain} onClose={() => go({ new: undefined })} />
      <DeleteDialog
        name={leaving?.name}
        consequence={t('token.revoke.text')}
        onDelete={() => revokeToken(leaving!)}
        onDeleted={() => {
          announce(t('token.revoked', { name: leaving!.name }));
          setLeaving(undefined);
          readAgain();
        }}
        onClose={() => setLeaving(undefined)}
      />
    </Stack>
  );
}
