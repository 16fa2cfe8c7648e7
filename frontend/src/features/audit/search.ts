import { oneOf, textOf } from '../../shared/address';
import type { Schemas } from '../../shared/api/client';
import { auditEntryActionValues, auditEntryKindValues, auditEntryWayValues } from '../../shared/api/schema';

type Entry = Schemas['AuditEntry'];

/** What of the audit log stands in the address. */
export type AuditSearch = {
  q?: string;
  kind?: Entry['kind'];
  action?: Entry['action'];
  way?: Entry['way'];
  actor?: string;
  tokenName?: string;
  key?: string;
  /** Days of where the browser is, both included: 2026-11-25. */
  since?: string;
  until?: string;
  requestId?: string;
  revision?: number;
};

const DAY = /^\d{4}-\d\d-\d\d$/;
const day = (value: unknown) => (typeof value === 'string' && DAY.test(value) ? value : undefined);

export const auditSearch = (search: Record<string, unknown>): AuditSearch => ({
  q: textOf(search.q),
  kind: oneOf<Entry['kind']>(auditEntryKindValues, search.kind),
  action: oneOf<Entry['action']>(auditEntryActionValues, search.action),
  way: oneOf<Entry['way']>(auditEntryWayValues, search.way),
  actor: textOf(search.actor),
  tokenName: textOf(search.tokenName),
  key: textOf(search.key),
  since: day(search.since),
  until: day(search.until),
  requestId: textOf(search.requestId),
  revision: Number.isSafeInteger(search.revision) ? (search.revision as number) : undefined,
});
