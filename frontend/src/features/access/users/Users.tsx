import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Blank } from '../../../shared/feedback/Blank';
import { DataTable } from '../../../shared/table/DataTable';
import { ListStates } from '../../../shared/table/ListStates';
import { SearchField } from '../../../shared/table/SearchField';
import { useRows } from '../../../shared/table/useRows';
import { RolesTable } from '../RolesTable';
import { ROLES, type UsersSearch } from '../search';
import { useColumns } from './columns';
import { readUsers, type User } from './queries';
import { UserDetails } from './UserDetails';

const route = getRouteApi('/admin-settings/access/');

/** Who may sign in. */
export function Users() {
  const { t } = useTranslation('access');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { q, role, sort } = search;
  const list = useRows<User>(['users', 'list', { q, role, sort }], (cursor, signal) =>
    readUsers(search, cursor, signal),
  );
  const columns = useColumns();
  const go = (change: Partial<UsersSearch>, replace = false) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace });
  return (
    <Stack>
      <Group gap="sm">
        <SearchField
          label={t('users.search')}
          value={q ?? ''}
          onSearch={(text) => go({ q: text || undefined }, true)}
        />
        <NativeSelect
          aria-label={t('role')}
          value={role ?? ''}
          onChange={(event) => go({ role: (event.currentTarget.value || undefined) as UsersSearch['role'] }, true)}
          data={[{ value: '', label: t('role.all') }, ...ROLES.map((value) => ({ value, label: t(`role.${value}`) }))]}
        />
        <Text size="sm" c="dimmed" role="status">
          {!list.isPending && t('users.count', { count: list.total })}
        </Text>
        <Button ms="auto" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => go({ new: true })}>
          {t('users.new')}
        </Button>
      </Group>
      <ListStates
        list={list}
        isFiltered={Boolean(q || role)}
        onClearFilters={() => go({ q: undefined, role: undefined })}
        empty={<Blank title={t('users.empty')} />}
      >
        <DataTable
          label={t('users')}
          columns={columns}
          rows={list.rows}
          total={list.total}
          keyOf={({ username }) => username}
          nameOf={({ username }) => username}
          sort={sort ?? 'username'}
          onSort={(next) => go({ sort: next }, true)}
          onOpen={({ username }) => go({ user: username })}
          readMore={list.readMore}
          isStale={list.isStale}
          beginsAnewWith={JSON.stringify([q, role, sort])}
        />
      </ListStates>
      <RolesTable />
      <UserDetails
        username={search.user}
        isNew={search.new === true}
        onClose={() => go({ user: undefined, new: undefined })}
      />
    </Stack>
  );
}
