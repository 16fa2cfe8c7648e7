import { QueryClient } from '@tanstack/react-query';
import { ProblemError } from '../shared/api/problem';

const TRIES = 2;

/** What the server will not answer otherwise however often it is asked. */
const isFinal = (error: unknown) => error instanceof ProblemError && error.status >= 400 && error.status < 500;

/** Events say when something is another; so what was read stays good for a while. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => !isFinal(error) && failures < TRIES,
    },
    mutations: { retry: false },
  },
});
