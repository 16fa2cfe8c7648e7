import type { Schemas } from '../api/client';

type Status = Schemas['TrunkStatus'];

/** How a trunk fares in one word, from good to bad; `registering` to `rejected` are of trunks that register. */
export type SignWord =
  | 'live'
  | 'registered'
  | 'registering'
  | 'pending'
  | 'not_ready'
  | 'failing'
  | 'rejected'
  | 'refused'
  | 'disabled'
  | 'unknown';

/** `busy`: something is under way; `off`: it is meant to be so. */
export type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'off';

export type Sign = { word: SignWord; tone: Tone; code?: number };

const TONES: Record<SignWord, Tone> = {
  live: 'good',
  registered: 'good',
  registering: 'busy',
  pending: 'busy',
  not_ready: 'bad',
  failing: 'warn',
  rejected: 'bad',
  refused: 'bad',
  disabled: 'off',
  unknown: 'off',
};

/** What a trunk's status says in a word, and the carrier's last answer to a REGISTER if the word is about that. */
export function signOf({ state, registration }: Status): Sign {
  const isAboutRegistration = registration !== undefined && (state === 'live' || state === 'not_ready');
  if (!isAboutRegistration) return { word: state, tone: TONES[state] };
  // Registered, and yet something else keeps the proxy from using it.
  const word = registration.state === 'registered' && state === 'not_ready' ? 'not_ready' : registration.state;
  return { word, tone: TONES[word], code: word === 'not_ready' ? undefined : registration.code };
}
