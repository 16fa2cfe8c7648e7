import { useRef, useState } from 'react';
import { ProblemError } from '../../../shared/api/problem';
import type { Wish } from './action';
import { change, chunksOf } from './requests';

/** Some trunks that were not changed, and why; `from` and `to` count from 1. */
export type Failure = { from: number; to: number; trunkIds: string[]; problem: ProblemError };

export type Run = {
  state: 'before' | 'running' | 'stopped' | 'over';
  /** Trunks that were tried, of how many. */
  tried: number;
  of: number;
  changed: number;
  failures: Failure[];
};

const BEFORE: Run = { state: 'before', tried: 0, of: 0, changed: 0, failures: [] };

/** After these no further part would fare better. */
const ENDS_IT = [0, 401, 403];

/** Changes trunks part by part; a part that is refused does not keep the others from being changed. */
export function useRun() {
  const [run, setRun] = useState(BEFORE);
  const isStopped = useRef(false);

  async function start(wish: Wish, trunkIds: readonly string[]): Promise<Run> {
    isStopped.current = false;
    let now: Run = { ...BEFORE, state: 'running', of: trunkIds.length };
    const tell = (next: Run) => setRun((now = next));
    tell(now);
    for (const chunk of chunksOf(trunkIds)) {
      if (isStopped.current) break;
      const tried = now.tried + chunk.length;
      try {
        const { answer } = await change(wish, chunk, false);
        tell({ ...now, tried, changed: now.changed + answer.changed.length });
      } catch (error) {
        const problem = error as ProblemError;
        tell({
          ...now,
          tried,
          failures: [...now.failures, { from: now.tried + 1, to: tried, trunkIds: chunk, problem }],
        });
        if (ENDS_IT.includes(problem.status)) isStopped.current = true;
      }
    }
    tell({ ...now, state: now.tried < now.of ? 'stopped' : 'over' });
    return now;
  }

  return { run, start, stop: () => void (isStopped.current = true) };
}
