import { api, ok, type Schemas } from '../../shared/api/client';
import type { AuditSearch } from './search';

export type AuditEntry = Schemas['AuditEntry'];

const PAGE = 50;

/** When a day begins where the browser is; `later` days after it. */
function beginning(day: string | undefined, later = 0): string | undefined {
  if (!day) return undefined;
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + later);
  return date.toISOString();
}

/** The newest first. */
export const readAudit = ({ since, until, ...filters }: AuditSearch, cursor: string | undefined, signal: AbortSignal) =>
  ok(
    api.GET('/api/v1/audit', {
      params: { query: { ...filters, since: beginning(since), until: beginning(until, 1), cursor, limit: PAGE } },
      signal,
    }),
  );
