import { queryOptions } from '@tanstack/react-query';
import { api, ifMatch, MERGE_PATCH, ok, type Schemas } from '../../shared/api/client';
import type { ProblemError } from '../../shared/api/problem';
import type { NumbersSearch } from './search';

export type BaseNumber = Schemas['BaseNumber'];
export type Trunk = Schemas['Trunk'];

/** As many as the service gives at once: whoever scrolls far waits for all pages before. */
const PAGE = 500;
const CHOICES = 20;

/** A page of the base numbers that all filters fit. */
export const readNumbers = (
  { q, trunk, unlinked, sort }: NumbersSearch,
  cursor: string | undefined,
  signal: AbortSignal,
) =>
  ok(
    api.GET('/api/v1/base-numbers', {
      params: { query: { q, egressTrunk: trunk, unlinked, sort: sort as never, cursor, limit: PAGE } },
      signal,
    }),
  );

/** One number with all its trunks in winning order. */
export const readNumber = (number: string, signal?: AbortSignal): Promise<BaseNumber> =>
  ok(api.GET('/api/v1/base-numbers/{number}', { params: { path: { number } }, signal }));

export const numberQuery = (number: string) =>
  queryOptions<BaseNumber, ProblemError>({
    queryKey: ['base-numbers', 'one', number],
    queryFn: ({ signal }) => readNumber(number, signal),
  });

/** The first trunks that a text fits, highest priority first. */
export const findTrunks = (q: string, signal: AbortSignal) =>
  ok(
    api.GET('/api/v1/egress-trunks', {
      params: { query: { q: q || undefined, sort: '-priority', limit: CHOICES } },
      signal,
    }),
  );

export type NumberFields = { number: string; name: string; egressTrunks: string[] };

/** Creates a number, or changes the one that was read; refused if it is another by now. */
export const saveNumber = (
  { number, name, egressTrunks }: NumberFields,
  read: BaseNumber | undefined,
): Promise<BaseNumber> =>
  read
    ? ok(
        api.PATCH('/api/v1/base-numbers/{number}', {
          params: { path: { number: read.number }, header: ifMatch(read.revision) },
          headers: MERGE_PATCH,
          body: { name: name.trim() || null, egressTrunks },
        }),
      )
    : ok(api.POST('/api/v1/base-numbers', { body: { number, name: name.trim() || undefined, egressTrunks } }));

/** @param revision at which it was read; without it, whatever became of it */
export const deleteNumber = (number: string, force: boolean, revision?: number) =>
  ok(
    api.DELETE('/api/v1/base-numbers/{number}', {
      params: { path: { number }, query: { force }, header: revision === undefined ? {} : ifMatch(revision) },
    }),
  );

export type LinkAction = 'link' | 'unlink';

/** Links many numbers to a trunk, or unlinks them: all or none of them. With `dryRun` it only tells what would happen. */
export const linkMany = (
  action: LinkAction,
  trunkId: string,
  numbers: readonly string[],
  dryRun: boolean,
  signal?: AbortSignal,
) =>
  ok(
    api.POST('/api/v1/egress-trunks/bulk', {
      params: { query: { dryRun } },
      body: { trunkIds: [trunkId], action, baseNumbers: [...numbers] },
      signal,
    }),
  );
