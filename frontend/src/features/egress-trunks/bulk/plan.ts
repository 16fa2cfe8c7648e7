import type { Schemas } from '../../../shared/api/client';
import type { Wish } from './action';
import { change, chunksOf } from './requests';

/** What a change would do. */
export type Plan = {
  changed: number;
  unchanged: number;
  /** Those that somebody has deleted meanwhile. */
  gone: number;
  effects: Schemas['TrunkBulkEffects'];
  /** It was asked in parts, which know nothing of each other: there may be more base numbers without a trunk. */
  isRough: boolean;
};

const MOST_NAMED = 20;

/**
 * Asks the server what a change would do, and changes nothing.
 *
 * @throws ProblemError if the change would be refused
 */
export async function planOf(wish: Wish, trunkIds: readonly string[], signal?: AbortSignal): Promise<Plan> {
  const chunks = chunksOf(trunkIds);
  const plan: Plan = {
    changed: 0,
    unchanged: 0,
    gone: 0,
    isRough: chunks.length > 1,
    effects: {
      baseNumbersWithoutTrunk: [],
      baseNumbersWithoutTrunkCount: 0,
      baseNumbersTouched: 0,
      registrationsStarted: 0,
      registrationsEnded: 0,
    },
  };
  for (const chunk of chunks) {
    const { answer, gone } = await change(wish, chunk, true, signal);
    plan.changed += answer.changed.length;
    plan.unchanged += answer.unchanged.length;
    plan.gone += gone.length;
    plan.effects.baseNumbersWithoutTrunk = [
      ...plan.effects.baseNumbersWithoutTrunk,
      ...answer.effects.baseNumbersWithoutTrunk,
    ].slice(0, MOST_NAMED);
    plan.effects.baseNumbersWithoutTrunkCount += answer.effects.baseNumbersWithoutTrunkCount;
    plan.effects.baseNumbersTouched += answer.effects.baseNumbersTouched;
    plan.effects.registrationsStarted += answer.effects.registrationsStarted;
    plan.effects.registrationsEnded += answer.effects.registrationsEnded;
  }
  return plan;
}
