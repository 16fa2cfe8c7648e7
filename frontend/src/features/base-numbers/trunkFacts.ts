import { useQuery } from '@tanstack/react-query';
import { api, ok } from '../../shared/api/client';
import type { Trunk } from './queries';

/** What decides when a trunk is tried, and what people call it. */
export type TrunkFacts = Pick<Trunk, 'trunkId' | 'name' | 'priority' | 'enabled'>;

const MOST_TRUNKS = 500;

/**
 * What is known of trunks by their IDs: of all, or, of a team that has more than a page of them, of those with the highest
 * priorities. One request, however many rows name trunks.
 */
export function useTrunkFacts(): ReadonlyMap<string, TrunkFacts> {
  const { data } = useQuery({
    queryKey: ['egress-trunks', 'facts'],
    queryFn: async ({ signal }) =>
      (
        await ok(
          api.GET('/api/v1/egress-trunks', { params: { query: { sort: '-priority', limit: MOST_TRUNKS } }, signal }),
        )
      ).items,
    select: byId,
  });
  return data ?? NONE;
}

const NONE: ReadonlyMap<string, TrunkFacts> = new Map();
const byId = (trunks: readonly Trunk[]): ReadonlyMap<string, TrunkFacts> =>
  new Map(trunks.map((trunk) => [trunk.trunkId, trunk]));

/** Highest priority first, ties to the smaller ID: as calls try them. */
export const inWinningOrder = (trunks: readonly TrunkFacts[]): TrunkFacts[] =>
  [...trunks].sort((one, other) => other.priority - one.priority || (one.trunkId < other.trunkId ? -1 : 1));
