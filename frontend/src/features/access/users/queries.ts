import { queryOptions } from '@tanstack/react-query';
import { api, ifMatch, MERGE_PATCH, ok, type Schemas } from '../../../shared/api/client';
import type { ProblemError } from '../../../shared/api/problem';
import type { Role, UsersSearch } from '../search';

export type User = Schemas['User'];

/** What can be said of a user in a form; a password that is empty is not sent. */
export type UserFields = { username: string; name: string; role: Role; disabled: boolean; password: string };

const PAGE = 100;

export const readUsers = ({ q, role, sort }: UsersSearch, cursor: string | undefined, signal: AbortSignal) =>
  ok(
    api.GET('/api/v1/users', {
      params: { query: { q, role: role && [role], sort: sort as never, cursor, limit: PAGE } },
      signal,
    }),
  );

export const userQuery = (username: string) =>
  queryOptions<User, ProblemError>({
    queryKey: ['users', 'one', username],
    queryFn: ({ signal }) => ok(api.GET('/api/v1/users/{username}', { params: { path: { username } }, signal })),
  });

export const createUser = ({ username, name, role, disabled, password }: UserFields) =>
  ok(
    api.POST('/api/v1/users', {
      body: {
        username: username.trim(),
        name: name.trim() || undefined,
        role,
        disabled,
        password: password || undefined,
      },
    }),
  );

/** Changes what is another than it was when the user was read; refused if somebody else came first. */
export const changeUser = ({ username, revision, ...was }: User, { name, role, disabled, password }: UserFields) =>
  ok(
    api.PATCH('/api/v1/users/{username}', {
      params: { path: { username }, header: ifMatch(revision) },
      headers: MERGE_PATCH,
      body: {
        ...(name.trim() !== (was.name ?? '') && { name: name.trim() || null }),
        ...(role !== was.role && { role }),
        ...(disabled !== was.disabled && { disabled }),
        ...(password && { password }),
      },
    }),
  );

export const deleteUser = ({ username, revision }: User) =>
  ok(api.DELETE('/api/v1/users/{username}', { params: { path: { username }, header: ifMatch(revision) } }));

export const endSessions = (username: string) =>
  ok(api.DELETE('/api/v1/users/{username}/sessions', { params: { path: { username } } }));
