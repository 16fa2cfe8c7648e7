import { keepPreviousData, type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ProblemError } from '../api/problem';

export type PageOf<T> = { items: T[]; nextCursor?: string; total?: number };

/**
 * The rows of a list of the API, read a page at a time as they come into view.
 *
 * @param queryKey with all that the list depends on: filters, sort
 * @param pollMs how often it is read again, given the pages that are loaded; false: when something says that it is another
 */
export function useRows<T>(
  queryKey: QueryKey,
  read: (cursor: string | undefined, signal: AbortSignal) => Promise<PageOf<T>>,
  pollMs: (pages: number) => number | false = () => false,
) {
  const query = useInfiniteQuery<PageOf<T>, ProblemError, { pages: PageOf<T>[] }, QueryKey, string | undefined>({
    queryKey,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => pollMs(state.data?.pages.length ?? 0),
  });
  const pages = query.data?.pages;
  const rows = useMemo(() => pages?.flatMap(({ items }) => items) ?? [], [pages]);
  const total = pages?.at(-1)?.total ?? pages?.[0]?.total;
  return {
    rows,
    /** How many there are in all; those that are loaded, if the list does not say or has no more. */
    total: query.hasNextPage ? Math.max(total ?? 0, rows.length) : rows.length,
    isPending: query.isPending,
    isStale: query.isPlaceholderData,
    problem: query.error,
    retry: () => void (query.isFetchNextPageError ? query.fetchNextPage() : query.refetch()),
    isRefreshing: query.isRefetching,
    pageCount: pages?.length ?? 0,
    hasMore: query.hasNextPage,
    readMore: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage({ cancelRefetch: false });
    },
  };
}
