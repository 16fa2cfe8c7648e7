/** What of the list stands in the address. */
export type ListSearch = { q?: string; sort?: string };

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

export const listSearch = (search: Record<string, unknown>): ListSearch => ({ q: text(search.q), sort: text(search.sort) });
