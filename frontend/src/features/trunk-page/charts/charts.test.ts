import { describe, expect, it } from 'vitest';
import type { Schemas } from '../../../shared/api/client';
import { binsOf, ringDelayOf, totals } from './bins';
import { spansOf, standing } from './registrationSpans';

const NONE = { answered: 0, busy: 0, no_answer: 0, rejected: 0, carrier_refused: 0, unreachable: 0, cancelled: 0 };
const HISTORY: Schemas['TrunkHistory'] = {
  from: '2026-11-20T12:00:00Z',
  to: '2026-11-20T14:08:31Z',
  slotSeconds: 300,
  registrations: [],
  slots: [
    {
      at: '2026-11-20T12:05:00Z',
      peakCalls: 4,
      limit: 10,
      passedOverAtCap: 0,
      attempts: { ...NONE, answered: 3, busy: 1 },
      ringDelay: { median: 1000, p95: 2000 },
    },
    {
      at: '2026-11-20T12:55:00Z',
      peakCalls: 10,
      limit: 10,
      passedOverAtCap: 2,
      attempts: { ...NONE, answered: 20 },
      ringDelay: { median: 3000, p95: 4000 },
    },
  ],
};

describe('the figures of a day', () => {
  it('leave no gap where nothing happened, and know the most of each hour', () => {
    const bins = binsOf(HISTORY, 3600);
    expect(bins.map(({ at }) => at.toISOString())).toEqual([
      '2026-11-20T12:00:00.000Z',
      '2026-11-20T13:00:00.000Z',
      '2026-11-20T14:00:00.000Z',
    ]);
    expect(bins[0]).toMatchObject({ peakCalls: 10, limit: 10, passedOver: 2, attempts: { answered: 23, busy: 1 } });
    expect(bins[1]).toMatchObject({ peakCalls: 0, passedOver: 0, ringDelay: undefined });
  });

  it('count slots by their attempts where only the calls would tell', () => {
    expect(ringDelayOf(HISTORY.slots)).toEqual({ median: 3000, p95: 4000 });
    expect(totals(HISTORY)).toMatchObject({ placed: 24, answerRate: 23 / 24, peakCalls: 10, passedOver: 2 });
    expect(totals({ ...HISTORY, slots: [] }).answerRate).toBeUndefined();
  });
});

describe('how a registration was', () => {
  const change = (at: string, state: Schemas['RegistrationState']) => ({
    at: `2026-11-20T${at}:00Z`,
    node: 'proxy-1',
    state,
  });
  const day = (...registrations: Schemas['RegistrationChange'][]) =>
    spansOf({ ...HISTORY, from: '2026-11-20T10:00:00Z', to: '2026-11-20T14:00:00Z', registrations }, undefined);

  it('is not known before the first change', () => {
    const spans = day(change('13:00', 'failing'), change('12:00', 'registered'));
    expect(spans.map(({ state }) => state)).toEqual(['unknown', 'registered', 'failing']);
    expect(standing(spans)).toEqual({ registered: 0.5, failures: 1 });
  });

  it('failed once, however often it was tried again', () => {
    expect(
      standing(
        day(
          change('13:30', 'rejected'),
          change('13:20', 'registering'),
          change('13:00', 'failing'),
          change('12:00', 'registered'),
        ),
      ).failures,
    ).toBe(1);
  });

  it('has been as it is if it never changed', () => {
    const now = { state: 'registered' as const, node: 'proxy-1', tries: 0, changedAt: '2026-11-01T00:00:00Z' };
    expect(standing(spansOf(HISTORY, now))).toEqual({ registered: 1, failures: 0 });
    expect(standing(spansOf(HISTORY, undefined)).registered).toBeUndefined();
  });
});
