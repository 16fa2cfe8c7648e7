import { api, ok, type Schemas } from '../../../shared/api/client';
import { ProblemError } from '../../../shared/api/problem';
import { inGroupsOf } from '../../../shared/groups';
import type { Wish } from './action';

/** As many as the server takes at once: all of them change, or none. */
const CHUNK = 500;

export const chunksOf = (trunkIds: readonly string[]) => inGroupsOf(CHUNK, trunkIds);

const GONE = /^\/trunkIds\/(\d+)$/;

/** Which of a refused chunk are not there any more; undefined if it was refused for another reason. */
function goneOf(error: unknown): Set<number> | undefined {
  if (!(error instanceof ProblemError) || error.violations.length === 0) return undefined;
  const places = error.violations.map(({ pointer, code }) =>
    code === 'unknown_trunk' ? GONE.exec(pointer)?.[1] : undefined,
  );
  return places.some((place) => place === undefined) ? undefined : new Set(places.map(Number));
}

type Change = { answer: Schemas['TrunkBulk']; gone: string[] };

const NOTHING: Schemas['TrunkBulk'] = {
  dryRun: true,
  changed: [],
  unchanged: [],
  effects: {
    baseNumbersWithoutTrunk: [],
    baseNumbersWithoutTrunkCount: 0,
    baseNumbersTouched: 0,
    registrationsStarted: 0,
    registrationsEnded: 0,
  },
};

/**
 * Changes a chunk of trunks, or asks what that would do; those that somebody has deleted meanwhile are left out.
 *
 * @throws ProblemError if none is changed
 */
export async function change(
  wish: Wish,
  trunkIds: readonly string[],
  dryRun: boolean,
  signal?: AbortSignal,
): Promise<Change> {
  if (trunkIds.length === 0) return { answer: NOTHING, gone: [] };
  try {
    const body = { ...wish, trunkIds: [...trunkIds] };
    return {
      answer: await ok(api.POST('/api/v1/egress-trunks/bulk', { params: { query: { dryRun } }, body, signal })),
      gone: [],
    };
  } catch (error) {
    const gone = goneOf(error);
    if (!gone) throw error;
    const { answer, gone: later } = await change(
      wish,
      trunkIds.filter((_, index) => !gone.has(index)),
      dryRun,
      signal,
    );
    return { answer, gone: [...trunkIds.filter((_, index) => gone.has(index)), ...later] };
  }
}
