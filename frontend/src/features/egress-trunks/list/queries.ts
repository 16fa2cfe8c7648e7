import { type InfiniteData, queryOptions } from '@tanstack/react-query';
import { api, ok, type Schemas } from '../../../shared/api/client';
import type { PageOf } from '../../../shared/table/useRows';
import { type Filters, type Sort, toQuery } from './search';

export type Trunk = Schemas['Trunk'];
export type Pages = InfiniteData<PageOf<Trunk>>;

/** All lists of trunks, whatever their filters. */
export const LISTS = ['egress-trunks', 'list'];
/** The first page is soon there; further ones are for those who scroll far. */
const FIRST_ROWS = 100;
const MOST_ROWS = 500;

export const DEFAULT_SORT: Sort = 'name';

export const listKey = (filters: Filters, sort: Sort) => [...LISTS, toQuery(filters), sort];

/** A page of trunks; the first one if no cursor says where it begins. */
export const readPage = (
  filters: Filters,
  sort: Sort,
  cursor?: string,
  signal?: AbortSignal,
  limit = cursor ? MOST_ROWS : FIRST_ROWS,
) => ok(api.GET('/api/v1/egress-trunks', { params: { query: { ...toQuery(filters), sort, cursor, limit } }, signal }));

/** The IDs of all trunks that fit, and not of those that are loaded alone. */
export async function readIds(filters: Filters, signal?: AbortSignal): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await readPage(filters, 'trunkId', cursor, signal, MOST_ROWS);
    ids.push(...page.items.map(({ trunkId }) => trunkId));
    cursor = page.nextCursor;
  } while (cursor);
  return ids;
}

export const readTrunk = (trunkId: string) =>
  ok(api.GET('/api/v1/egress-trunks/{trunkId}', { params: { path: { trunkId } } }));

export const summaryQuery = queryOptions({
  queryKey: ['egress-trunks', 'summary'],
  queryFn: ({ signal }) => ok(api.GET('/api/v1/egress-trunks/summary', { signal })),
});
