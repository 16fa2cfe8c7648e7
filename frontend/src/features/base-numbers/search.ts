/** What of the list of base numbers stands in the address. */
export type NumbersSearch = {
  q?: string;
  /** Linked to this trunk. */
  trunk?: string;
  unlinked?: true;
  sort?: string;
  /** The numbers that are selected, as `packed` writes them. */
  selected?: string;
  /** The number that is edited beside the list. */
  edit?: string;
  /** A new one is being made. */
  new?: true;
};

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
/** Typed by hand into the address, digits alone are a number to the router. */
const digits = (value: unknown) => (typeof value === 'number' ? String(value) : text(value));
const flag = (value: unknown) => (value === true ? true : undefined);

export const numbersSearch = (search: Record<string, unknown>): NumbersSearch => ({
  q: digits(search.q),
  trunk: text(search.trunk),
  unlinked: flag(search.unlinked),
  sort: text(search.sort),
  selected: digits(search.selected),
  edit: text(search.edit),
  new: flag(search.new),
});

const BETWEEN = '-';

/** E.164 numbers as one word, short enough for an address; nothing for none. */
export const packed = (numbers: readonly string[]) => (numbers.length === 0 ? undefined : numbers.map((number) => number.slice(1)).join(BETWEEN));

export const unpacked = (word: string | undefined): readonly string[] =>
  (word ?? '').split(BETWEEN).filter((digit) => /^\d+$/.test(digit)).map((digit) => `+${digit}`);
