import type { Schemas } from '../../../shared/api/client';

type History = Schemas['TrunkHistory'];
export type Outcome = keyof Schemas['AttemptOutcomes'];
export type Bin = {
  at: Date;
  until: Date;
  /** Calls at one time, at most. */
  peakCalls: number;
  /** How many there could be; undefined: any number, or not known because nothing happened. */
  limit?: number;
  passedOver: number;
  attempts: Record<Outcome, number>;
  /** Undefined: nothing rang. */
  ringDelay?: Schemas['RingDelay'];
};

/** From what is wanted to what went wrong on our side of the callee. */
export const OUTCOMES: readonly Outcome[] = [
  'answered',
  'busy',
  'no_answer',
  'rejected',
  'cancelled',
  'carrier_refused',
  'unreachable',
];

const NONE: Record<Outcome, number> = {
  answered: 0,
  busy: 0,
  no_answer: 0,
  rejected: 0,
  cancelled: 0,
  carrier_refused: 0,
  unreachable: 0,
};

/** The slots of a history gathered into equal bins without a gap; `seconds` is a multiple of the history's own. */
export function binsOf({ from, to, slots }: History, seconds: number): Bin[] {
  const step = seconds * 1000;
  const first = Math.floor(Date.parse(from) / step) * step;
  const bins: Bin[] = [];
  for (let at = first; at < Date.parse(to); at += step) {
    bins.push({ at: new Date(at), until: new Date(at + step), peakCalls: 0, passedOver: 0, attempts: { ...NONE } });
  }
  const slotsOf = bins.map((): History['slots'] => []);
  for (const slot of slots) {
    const place = Math.floor((Date.parse(slot.at) - first) / step);
    const bin = bins[place];
    if (!bin) continue;
    slotsOf[place]!.push(slot);
    bin.peakCalls = Math.max(bin.peakCalls, slot.peakCalls);
    bin.limit = slot.limit ?? bin.limit;
    bin.passedOver += slot.passedOverAtCap;
    for (const outcome of OUTCOMES) bin.attempts[outcome] += slot.attempts[outcome];
  }
  bins.forEach((bin, place) => (bin.ringDelay = ringDelayOf(slotsOf[place]!)));
  return bins;
}

export const sumOf = (attempts: Bin['attempts']) => OUTCOMES.reduce((sum, outcome) => sum + attempts[outcome], 0);

/** What all slots together come to. */
export function totals({ slots }: History) {
  const attempts = { ...NONE };
  for (const slot of slots) for (const outcome of OUTCOMES) attempts[outcome] += slot.attempts[outcome];
  const placed = sumOf(attempts);
  return {
    attempts,
    placed,
    /** From 0 to 1; undefined: there was no attempt. */
    answerRate: placed > 0 ? attempts.answered / placed : undefined,
    peakCalls: Math.max(0, ...slots.map(({ peakCalls }) => peakCalls)),
    passedOver: slots.reduce((sum, { passedOverAtCap }) => sum + passedOverAtCap, 0),
  };
}

/**
 * The ring delay of slots together, in milliseconds. Slots count by their attempts, so that the median is near the truth,
 * which only the calls themselves would tell; within `p95` were at least 95 of 100.
 */
export function ringDelayOf(slots: History['slots']): Schemas['RingDelay'] | undefined {
  const rang = slots.flatMap(({ ringDelay, attempts }) =>
    ringDelay ? [{ ...ringDelay, weight: Math.max(1, sumOf(attempts)) }] : [],
  );
  if (rang.length === 0) return undefined;
  const half = rang.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let passed = 0;
  const middle = [...rang].sort((a, b) => a.median - b.median).find(({ weight }) => (passed += weight) >= half)!;
  return { median: middle.median, p95: Math.max(...rang.map(({ p95 }) => p95)) };
}
