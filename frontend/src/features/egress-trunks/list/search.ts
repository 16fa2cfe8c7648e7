import { flagOf, textOf } from '../../../shared/address';
import {
  pathsApiV1EgressTrunksGetParametersQueryAuthMethodValues as METHODS,
  pathsApiV1EgressTrunksGetParametersQueryRegistrationValues as REGISTRATIONS,
  pathsApiV1EgressTrunksGetParametersQuerySortValues as SORTS,
  pathsApiV1EgressTrunksGetParametersQueryStateValues as STATES,
  pathsApiV1EgressTrunksGetParametersQueryTransportValues as TRANSPORTS,
} from '../../../shared/api/schema';

/** Filters of which any number may be chosen, with what there is to choose. */
export const CHOICES = {
  state: STATES,
  registration: REGISTRATIONS,
  authMethod: METHODS,
  transport: TRANSPORTS,
} as const;
export type ChoiceFilter = keyof typeof CHOICES;
/** Filters that are on or not there. */
export const FLAGS = ['unlinked', 'atCap', 'expiring'] as const;
export type FlagFilter = (typeof FLAGS)[number];

export type Sort = (typeof SORTS)[number];

export type Filters = { q?: string; enabled?: boolean } & {
  [F in ChoiceFilter]?: (typeof CHOICES)[F][number][];
} & { [F in FlagFilter]?: true };

/** What of the list stands in the address, so that what one sees is a link. */
export type ListSearch = Filters & { sort?: Sort; dense?: true; selected?: string[] };

/** As the server counts certificates that are about to end. */
const EXPIRING_DAYS = 30;

function some<T extends string>(value: unknown, of: readonly T[]): T[] | undefined {
  const chosen = of.filter((one) => (Array.isArray(value) ? value.includes(one) : value === one));
  return chosen.length > 0 ? chosen : undefined;
}

/** Reads the address: what does not belong there is as if it were not. */
export const listSearch = (search: Record<string, unknown>): ListSearch => ({
  q: textOf(search.q),
  enabled: typeof search.enabled === 'boolean' ? search.enabled : undefined,
  state: some(search.state, STATES),
  registration: some(search.registration, REGISTRATIONS),
  authMethod: some(search.authMethod, METHODS),
  transport: some(search.transport, TRANSPORTS),
  unlinked: flagOf(search.unlinked),
  atCap: flagOf(search.atCap),
  expiring: flagOf(search.expiring),
  sort: some(search.sort, SORTS)?.[0],
  dense: flagOf(search.dense),
  selected: Array.isArray(search.selected) ? search.selected.map(String) : undefined,
});

/** The filters alone, as the API takes them. */
export const toQuery = ({
  q,
  enabled,
  state,
  registration,
  authMethod,
  transport,
  unlinked,
  atCap,
  expiring,
}: Filters) => ({
  q,
  enabled,
  state,
  registration,
  authMethod,
  transport,
  unlinked,
  atCap,
  certificateExpiresWithin: expiring && EXPIRING_DAYS,
});

/** Whether anything narrows the list. */
export const isFiltered = (filters: Filters) => Object.values(toQuery(filters)).some((value) => value !== undefined);

/** No filter at all, for a navigation that keeps the rest of the address. */
export const NO_FILTERS: Filters = {
  q: undefined,
  enabled: undefined,
  state: undefined,
  registration: undefined,
  authMethod: undefined,
  transport: undefined,
  unlinked: undefined,
  atCap: undefined,
  expiring: undefined,
};
