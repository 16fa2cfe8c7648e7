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

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
const flag = (value: unknown) => (value === true ? true : undefined);

export const variablesSearch = (search: Record<string, unknown>): VariablesSearch => ({
  q: text(search.q),
  type: search.type === 'text' || search.type === 'secret' ? search.type : undefined,
  unused: flag(search.unused),
  sort: text(search.sort),
  variable: text(search.variable),
  new: flag(search.new),
});
