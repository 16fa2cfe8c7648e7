import { flagOf, textOf } from '../../shared/address';
import type { Schemas } from '../../shared/api/client';

/** What of the list of variables stands in the address. */
export type VariablesSearch = {
  q?: string;
  type?: Schemas['Variable']['type'];
  unused?: true;
  sort?: string;
  /** The variable that is open beside the list. */
  variable?: string;
  /** A new one is being made. */
  new?: true;
};

export const variablesSearch = (search: Record<string, unknown>): VariablesSearch => ({
  q: textOf(search.q),
  type: search.type === 'text' || search.type === 'secret' ? search.type : undefined,
  unused: flagOf(search.unused),
  sort: textOf(search.sort),
  variable: textOf(search.variable),
  new: flagOf(search.new),
});
