import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { api, ok, type Schemas } from '../shared/api/client';
import type { ProblemError } from '../shared/api/problem';
import { connectionStore } from '../shared/events';

/**
 * The version of the service; undefined until it is known. Asked for whenever the stream of events is open again: an upgrade
 * cuts it off, and the page that is open stays the one from before.
 */
export function useServiceVersion(): string | undefined {
  const connection = useSyncExternalStore(connectionStore.subscribe, connectionStore.get);
  const { data } = useQuery<Schemas['About'], ProblemError>({
    queryKey: ['about'],
    queryFn: ({ signal }) => ok(api.GET('/api/v1/about', { signal })),
    enabled: connection === 'open',
    staleTime: 0,
  });
  return data?.version;
}
