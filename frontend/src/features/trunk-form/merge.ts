import type { Draft, FieldName } from './draft';
import { FIELD_NAMES } from './fields';

export type Side = 'mine' | 'theirs';

export type Merge = {
  /** What both come to; of a conflict, mine. */
  draft: Draft;
  /** Changed by both, to different values: a person has to choose. */
  conflicts: readonly FieldName[];
  /** Changed by them alone, and taken over. */
  taken: readonly FieldName[];
};

/** Lists whose order says nothing: what came and went on both sides goes together. */
const SETS: readonly FieldName[] = ['allowedIps', 'baseNumbers'];

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/**
 * Brings two people's changes of the same trunk together, field by field.
 *
 * @param base what both began with
 * @param theirPassword whether they set another password, which nobody can read
 */
export function merge(base: Draft, mine: Draft, theirs: Draft, theirPassword = false): Merge {
  const draft: Draft = { ...mine };
  const conflicts: FieldName[] = [];
  const taken: FieldName[] = [];
  for (const name of FIELD_NAMES) {
    if (name === 'authPass') {
      if (theirPassword) (mine.authPass === '' ? taken : conflicts).push(name);
    } else if (isSame(theirs[name], base[name]) || isSame(theirs[name], mine[name])) {
      continue;
    } else if (isSame(mine[name], base[name])) {
      take(draft, name, theirs);
      taken.push(name);
    } else if (SETS.includes(name)) {
      Object.assign(draft, {
        [name]: together(base[name] as string[], mine[name] as string[], theirs[name] as string[]),
      });
      taken.push(name);
    } else {
      conflicts.push(name);
    }
  }
  return { draft, conflicts, taken };
}

/** The draft with each conflict as it was chosen. The password of theirs is to be left alone: the empty one. */
export function resolve(
  { draft, conflicts }: Merge,
  theirs: Draft,
  chosen: Readonly<Partial<Record<FieldName, Side>>>,
): Draft {
  const resolved = { ...draft };
  for (const name of conflicts) {
    if (chosen[name] === 'theirs') take(resolved, name, theirs);
  }
  return resolved;
}

function take<K extends FieldName>(draft: Draft, name: K, from: Draft) {
  draft[name] = from[name];
}

function together(base: readonly string[], mine: readonly string[], theirs: readonly string[]): string[] {
  const gone = new Set(base.filter((one) => !theirs.includes(one)));
  const kept = mine.filter((one) => !gone.has(one));
  return [...kept, ...theirs.filter((one) => !base.includes(one) && !kept.includes(one))];
}
