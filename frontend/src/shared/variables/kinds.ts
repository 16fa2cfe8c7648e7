import type { Schemas } from '../api/client';

/** What people keep in variables; the API knows secrets and texts. */
export type Kind = 'certificate' | 'secret' | 'text';

export const KINDS: readonly Kind[] = ['certificate', 'secret', 'text'];

/** The API's type of it. */
export const typeOf = (kind: Kind): Schemas['Variable']['type'] => (kind === 'text' ? 'text' : 'secret');

/** What is in a variable, as far as can be told. */
export function kindOf({ type, certificate }: Pick<Schemas['Variable'], 'type' | 'certificate'>): Kind {
  if (type === 'text') return 'text';
  return certificate ? 'certificate' : 'secret';
}
