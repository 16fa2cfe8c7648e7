import { queryOptions } from '@tanstack/react-query';
import { api, ifMatch, ok, type Schemas } from '../../shared/api/client';
import type { ProblemError } from '../../shared/api/problem';
import type { VariablesSearch } from './search';

export type Variable = Schemas['Variable'];

const PAGE = 100;

/** A page of the variables that all filters fit. */
export const readVariables = (
  { q, type, unused, sort }: VariablesSearch,
  cursor: string | undefined,
  signal: AbortSignal,
) =>
  ok(
    api.GET('/api/v1/variables', {
      params: { query: { q, type: type && [type], unused, sort: sort as never, cursor, limit: PAGE } },
      signal,
    }),
  );

/** One variable, whole: with all trunks that use it, and a text of any length. */
export const variableQuery = (name: string) =>
  queryOptions<Variable, ProblemError>({
    queryKey: ['variables', 'one', name],
    queryFn: ({ signal }) => ok(api.GET('/api/v1/variables/{name}', { params: { path: { name } }, signal })),
  });

export const deleteVariable = ({ name, revision }: Variable) =>
  ok(api.DELETE('/api/v1/variables/{name}', { params: { path: { name }, header: ifMatch(revision) } }));
