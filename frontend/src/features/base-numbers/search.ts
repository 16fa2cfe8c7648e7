import { flagOf, textOf } from '../../shared/address';

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

export const numbersSearch = (search: Record<string, unknown>): NumbersSearch => ({
  q: textOf(search.q),
  trunk: textOf(search.trunk),
  unlinked: flagOf(search.unlinked),
  sort: textOf(search.sort),
  selected: textOf(search.selected),
  edit: textOf(search.edit),
  new: flagOf(search.new),
});

const BETWEEN = '-';

/** E.164 numbers as one word, short enough for an address; nothing for none. */
export const packed = (numbers: readonly string[]) =>
  numbers.length === 0 ? undefined : numbers.map((number) => number.slice(1)).join(BETWEEN);

export const unpacked = (word: string | undefined): readonly string[] =>
  (word ?? '')
    .split(BETWEEN)
    .filter((digit) => /^\d+$/.test(digit))
    .map((digit) => `+${digit}`);
