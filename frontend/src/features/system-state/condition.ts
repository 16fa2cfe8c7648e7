import type { Schemas } from '../../shared/api/client';
import { ProblemError } from '../../shared/api/problem';

type Sync = Schemas['Sync'];

/** How the system is, in what a person would say first. */
export type Condition =
  | { kind: 'unknown' }
  | { kind: 'in_sync' | 'sending'; revision: number }
  | { kind: 'behind'; node: string; count: number }
  | { kind: 'several_behind'; count: number }
  | { kind: 'filling_anew'; node: string }
  | { kind: 'no_proxy' }
  | { kind: 'all_draining' }
  | { kind: 'redis_away' }
  | { kind: 'service_away' };

/** A change takes a moment; who has not followed for longer is behind. */
const MOMENT_SECONDS = 5;

/**
 * What to say of the system.
 *
 * @param sync as it was read or told last, if it ever was
 * @param problem why it could not be read now
 */
export function conditionOf(sync: Sync | undefined, problem: Error | null): Condition {
  if (problem instanceof ProblemError && (problem.status === 0 || problem.status >= 500))
    return { kind: 'service_away' };
  if (!sync) return { kind: 'unknown' };
  if (sync.state === 'redis_unreachable') return { kind: 'redis_away' };
  if (sync.nodes.length === 0) return { kind: 'no_proxy' };
  if (sync.nodes.every(({ draining }) => draining)) return { kind: 'all_draining' };
  if (sync.state === 'in_sync') return { kind: 'in_sync', revision: sync.revision };
  const behind = sync.nodes.filter(({ lag }) => lag && lag.revisions > 0 && (lag.seconds ?? 0) >= MOMENT_SECONDS);
  if (behind.length > 1) return { kind: 'several_behind', count: behind.length };
  if (behind[0]) return { kind: 'behind', node: behind[0].node, count: behind[0].lag!.revisions };
  const anew = sync.nodes.find(({ lag }) => !lag);
  if (anew) return { kind: 'filling_anew', node: anew.node };
  return { kind: 'sending', revision: sync.revision };
}

/** How many rows and trunks proxies can't use. */
export const troublesOf = (sync: Sync | undefined) =>
  (sync?.nodes ?? []).reduce((sum, { refused, notReady }) => sum + refused.length + notReady.length, 0);
