/** The items in groups of a size, in their order; the last group may be smaller. */
export const inGroupsOf = (size: number, items: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
