/** What of the list of base numbers stands in the address. */
export type NumbersSearch = {
  q?: string;
  /** Linked to this trunk. */
  trunk?: string;
  unlinked?: true;
  sort?: string;
  /** The numbers that are selected, `+` left out, `.` between them. */
  selected?: string;
  /** The number that is edited beside the list. */
  edit?: string;
  /** A new one is being made. */
  new?: true;
};

// A lone number of digits is one for the router.
const text = (value: unknown) => (typeof value === 'number' ? String(value) : typeof value === 'string' && value !== '' ? value : undefined);
const flag = (value: unknown) => (value === true ? true : undefined);

export const numbersSearch = (search: Record<string, unknown>): NumbersSearch => ({
  q: text(search.q),
  trunk: text(search.trunk),
  unlinked: flag(search.unlinked),
  sort: text(search.sort),
  selected: text(search.selected),
  edit: text(search.edit),
  new: flag(search.new),
});
