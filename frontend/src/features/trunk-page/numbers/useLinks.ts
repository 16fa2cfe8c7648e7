import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ifMatch, ok } from '../../../shared/api/client';
import type { ProblemError } from '../../../shared/api/problem';
import { trunkQuery } from '../useTrunk';

type Change = { add: readonly string[]; remove: readonly string[] };

/** Links and unlinks base numbers of a trunk, all or none; refused if somebody changes the trunk at the same moment. */
export function useLinks(trunkId: string) {
  const client = useQueryClient();
  const query = trunkQuery(trunkId);
  return useMutation<string[], ProblemError, Change>({
    mutationFn: async ({ add, remove }) => {
      const { revision, baseNumbers = [] } = await client.fetchQuery({ ...query, staleTime: 0 });
      const wanted = new Set([...baseNumbers, ...add]);
      remove.forEach((number) => wanted.delete(number));
      return ok(api.PUT('/api/v1/egress-trunks/{trunkId}/base-numbers', {
        params: { path: { trunkId }, header: ifMatch(revision) },
        body: [...wanted],
      }));
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: query.queryKey });
      return client.invalidateQueries({ queryKey: ['base-numbers'] });
    },
  });
}
