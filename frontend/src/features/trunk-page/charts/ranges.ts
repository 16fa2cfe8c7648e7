const HOUR = 3600;

/** How far back the pictures go, and how long what is drawn as one lasts. */
export const RANGES = {
  '1h': { hours: 1, callBin: 300, barBin: 300 },
  '24h': { hours: 24, callBin: 300, barBin: HOUR },
  '7d': { hours: 168, callBin: HOUR, barBin: 6 * HOUR },
} as const;

export type Range = keyof typeof RANGES;

const isRange = (value: unknown): value is Range => typeof value === 'string' && value in RANGES;

/** What of the overview stands in the address; a day unless it says otherwise. */
export const overviewSearch = (search: Record<string, unknown>): { range?: Range } =>
  isRange(search.range) ? { range: search.range } : {};
