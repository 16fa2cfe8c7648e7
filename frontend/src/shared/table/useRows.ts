import { keepPreviousData, type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ProblemError } from '../api/problem';

export type PageOf<T> = { items: T[]; nextCursor?: string; total?: number };

/**
 * The rows of a list of the API, read a page at a time as they come into view.
 *
 * @param queryKey with all that the list depends on: filters, sort
 */
export function useRows<T>(queryKey: QueryKey, read: (cursor: string | undefined, signal: AbortSignal) => Promise<PageOf<T>>) {
  const query = useInfiniteQuery<PageOf<T>, ProblemError, { pages: PageOf<T>[] }, QueryKey, string | undefined>({
    queryKey,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const pages = query.data?.pages;
  const rows = useMemo(() => pages?.flatMap(({ items }) => items) ?? [], [pages]);
  const total = pages?.at(-1)?.total ?? pages?.[0]?.total;
  return {
    rows,
    /** How many there are in all; those that are loaded, if the list does not say. */
    total: Math.max(total ?? 0, rows.length),
    isPending: query.isPending,
    isStale: query.isPlaceholderData,
    problem: query.error,
    retry: () => void query.refetch(),
    hasMore: query.hasNextPage,
    readMore: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage({ cancelRefetch: false });
    },
  };
}
