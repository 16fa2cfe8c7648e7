/** Reads a text of the address of a page; one of digits alone is a number to the router. */
export const textOf = (value: unknown) =>
  typeof value === 'number' ? String(value) : typeof value === 'string' && value !== '' ? value : undefined;

/** Reads a mark of the address of a page, which is there or not. */
export const flagOf = (value: unknown) => (value === true ? true : undefined);

/** Reads one of a few texts of the address of a page. */
export const oneOf = <T extends string>(values: readonly T[], value: unknown) => values.find((one) => one === value);
