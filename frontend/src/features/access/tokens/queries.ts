import { api, ifMatch, ok, type Schemas } from '../../../shared/api/client';
import type { Role, TokensSearch } from '../search';

export type Token = Schemas['Token'];
export type NewToken = Schemas['NewToken'];
export type TokenFields = { name: string; role: Role; days: string };

const PAGE = 100;
const DAY_MS = 86_400_000;

export const readTokens = ({ q, sort }: TokensSearch, cursor: string | undefined, signal: AbortSignal) =>
  ok(api.GET('/api/v1/tokens', { params: { query: { q, sort: sort as never, cursor, limit: PAGE } }, signal }));

export const createToken = ({ name, role, days }: TokenFields) =>
  ok(
    api.POST('/api/v1/tokens', {
      body: { name: name.trim(), role, expiresAt: new Date(Date.now() + Number(days) * DAY_MS).toISOString() },
    }),
  );

export const revokeToken = ({ name, revision }: Token) =>
  ok(api.DELETE('/api/v1/tokens/{name}', { params: { path: { name }, header: ifMatch(revision) } }));
