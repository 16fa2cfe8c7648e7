import type { Schemas } from '../../../shared/api/client';

export type Attempt = Schemas['Attempt'];

const between = (from: string, to: string | undefined) =>
  to === undefined ? undefined : Date.parse(to) - Date.parse(from);

/** From the first INVITE until it rang, in milliseconds; undefined: it never did. */
export const ringDelay = ({ startedAt, ringingAt }: Attempt) => between(startedAt, ringingAt);

/** For how long they talked, in milliseconds; undefined: nobody answered. */
export const talked = ({ cause, finalAt, endedAt }: Attempt) =>
  cause === 'answered' && finalAt ? between(finalAt, endedAt) : undefined;

/** What is the callee's or the agent's own choice is no trouble. */
export function toneOf({ cause, side }: Attempt): 'good' | 'callee' | 'bad' {
  if (cause === 'answered') return 'good';
  return side === 'callee' || side === 'agent' ? 'callee' : 'bad';
}
