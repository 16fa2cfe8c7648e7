import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import { api, ok, type Schemas } from '../../shared/api/client';
import type { ProblemError } from '../../shared/api/problem';
import { connectionStore, onEvent } from '../../shared/events';

export type Trunk = Schemas['Trunk'];

const POLL_MS = 15_000;

export const trunkQuery = (trunkId: string) =>
  queryOptions<Trunk, ProblemError>({
    queryKey: ['egress-trunks', 'one', trunkId],
    queryFn: ({ signal }) => ok(api.GET('/api/v1/egress-trunks/{trunkId}', { params: { path: { trunkId } }, signal })),
  });

/** A trunk as it is now: events tell of changes; without them it is read again and again. */
export function useTrunk(trunkId: string) {
  const client = useQueryClient();
  const connection = useSyncExternalStore(connectionStore.subscribe, connectionStore.get);
  const { queryKey } = useMemo(() => trunkQuery(trunkId), [trunkId]);
  useEffect(() => {
    const readAgain = () => void client.invalidateQueries({ queryKey });
    const offs = [
      onEvent('status', (told) => {
        if (told.trunkId === trunkId)
          client.setQueryData<Trunk>(queryKey, (trunk) => trunk && { ...trunk, status: told.status });
      }),
      onEvent('trunk', ({ id }) => id === trunkId && readAgain()),
      onEvent('reset', ({ of }) => (of === 'trunks' || of === 'status') && readAgain()),
    ];
    return () => offs.forEach((off) => off());
  }, [client, queryKey, trunkId]);
  return useQuery({ ...trunkQuery(trunkId), refetchInterval: connection === 'open' ? false : POLL_MS });
}

export const TrunkContext = createContext<Trunk | undefined>(undefined);

/** The trunk that the page is about. */
export function useThisTrunk(): Trunk {
  const trunk = useContext(TrunkContext);
  if (!trunk) throw new Error('There is no trunk around');
  return trunk;
}
