import { api, ifMatch, MERGE_PATCH, ok, type Schemas } from '../api/client';
import { type Kind, typeOf } from './kinds';

export type VariableFields = { name: string; kind: Kind; value: string };

/** Stores what was typed; refused if the variable is another than the one that was read. */
export const saveVariable = (
  { name, kind, value }: VariableFields,
  read: Schemas['Variable'] | undefined,
): Promise<Schemas['Variable']> =>
  read
    ? ok(
        api.PATCH('/api/v1/variables/{name}', {
          params: { path: { name: read.name }, header: ifMatch(read.revision) },
          headers: MERGE_PATCH,
          body: { value },
        }),
      )
    : ok(api.POST('/api/v1/variables', { body: { name, type: typeOf(kind), value } }));
