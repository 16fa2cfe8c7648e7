import type { Schemas } from '../../../shared/api/client';

type History = Schemas['TrunkHistory'];
export type Span = {
  from: Date;
  to: Date;
  state: Schemas['RegistrationState'] | 'unknown';
  code?: number;
  reason?: string;
  node?: string;
};

/**
 * How the registration was, without a gap. Of before the first change nothing is known, unless there was none: then it has
 * been as it is.
 *
 * @param now how it is; undefined: no proxy says
 */
export function spansOf({ from, to, registrations }: History, now: Schemas['Registration'] | undefined): Span[] {
  const end = new Date(to);
  const changes = [...registrations].reverse();
  if (changes.length === 0) return now ? [{ ...now, from: new Date(from), to: end }] : [];
  const spans: Span[] = changes.map(({ at, ...change }, place) => ({
    ...change,
    from: new Date(at),
    to: new Date(changes[place + 1]?.at ?? to),
  }));
  return [{ from: new Date(from), to: spans[0]!.from, state: 'unknown' as const }, ...spans].filter(
    (span) => +span.to > +span.from,
  );
}

/** What part of the time that is known it was registered, from 0 to 1; and how often that failed. */
export function standing(spans: readonly Span[]) {
  const length = (of: readonly Span[]) => of.reduce((sum, { from, to }) => sum + (+to - +from), 0);
  const known = spans.filter(({ state }) => state !== 'unknown');
  const isFailure = (span: Span | undefined) => span?.state === 'failing' || span?.state === 'rejected';
  // Trying again is no recovery.
  const outcomes = spans.filter(({ state }) => state !== 'registering');
  return {
    registered:
      known.length === 0 ? undefined : length(known.filter(({ state }) => state === 'registered')) / length(known),
    failures: outcomes.filter((span, place) => isFailure(span) && !isFailure(outcomes[place - 1])).length,
  };
}
