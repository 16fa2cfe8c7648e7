import { api, ifMatch, ok, type Schemas } from '../../shared/api/client';
import type { Trunk, TrunkRequest } from './draft';

export const getTrunk = (trunkId: string, signal?: AbortSignal): Promise<Trunk> =>
  ok(api.GET('/api/v1/egress-trunks/{trunkId}', { params: { path: { trunkId } }, signal }));

export const createTrunk = (body: TrunkRequest): Promise<Trunk> => ok(api.POST('/api/v1/egress-trunks', { body }));

/** Refused with 412 if somebody changed or deleted the trunk since it was read at this revision. */
export const replaceTrunk = (trunkId: string, body: TrunkRequest, revision: number): Promise<Trunk> =>
  ok(api.PUT('/api/v1/egress-trunks/{trunkId}', { params: { path: { trunkId }, header: ifMatch(revision) }, body }));

export const previewRoute = (
  trunk: TrunkRequest,
  baseNumber: string | undefined,
  signal: AbortSignal,
): Promise<Schemas['RoutePreview']> =>
  ok(api.POST('/api/v1/route-preview', { body: { trunk, call: { baseNumber } }, signal }));

const CHOICES = 20;

/** The first base numbers that a text fits. */
export async function findNumbers(q: string, signal: AbortSignal) {
  const { items, total } = await ok(
    api.GET('/api/v1/base-numbers', { params: { query: { q: q || undefined, limit: CHOICES } }, signal }),
  );
  return {
    choices: items.map(({ number, name }) => ({ value: number, label: name })),
    total: Number(total ?? items.length),
  };
}

const MOST = 500;

/** All variables of the team; `type`: only those. */
export async function listVariables(
  type: Schemas['Variable']['type'] | undefined,
  signal: AbortSignal,
): Promise<Schemas['Variable'][]> {
  const all: Schemas['Variable'][] = [];
  let cursor: string | undefined;
  do {
    const query = { type: type && [type], limit: MOST, cursor };
    const page = await ok(api.GET('/api/v1/variables', { params: { query }, signal }));
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return all;
}
