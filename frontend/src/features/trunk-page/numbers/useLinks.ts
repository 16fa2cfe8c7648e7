import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ok, type Schemas } from '../../../shared/api/client';
import type { ProblemError } from '../../../shared/api/problem';
import { trunkQuery } from '../useTrunk';

type Change = { action: 'link' | 'unlink'; baseNumbers: string[] };

/** Links or unlinks base numbers of a trunk, all or none; whatever others link at the same moment stays. */
export function useLinks(trunkId: string) {
  const client = useQueryClient();
  return useMutation<Schemas['TrunkBulk'], ProblemError, Change>({
    mutationFn: (change) => ok(api.POST('/api/v1/egress-trunks/bulk', { body: { trunkIds: [trunkId], ...change } })),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: trunkQuery(trunkId).queryKey });
      return client.invalidateQueries({ queryKey: ['base-numbers'] });
    },
  });
}
