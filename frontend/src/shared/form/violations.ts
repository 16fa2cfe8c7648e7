import type { FieldPath, FieldValues, UseFormSetError } from 'react-hook-form';
import { type Violation, violationsAt } from '../api/problem';

/**
 * Puts what the server complains about to the fields; the first of them gets the focus.
 *
 * @param pointers the JSON pointer of each field that is on the screen
 * @param text what a violation is called in the page's language
 * @returns those of no field that is shown
 */
export function putToFields<T extends FieldValues>(
  violations: readonly Violation[],
  pointers: Readonly<Partial<Record<FieldPath<T>, string>>>,
  text: (violation: Violation) => string,
  setError: UseFormSetError<T>,
): readonly Violation[] {
  const placed = new Set<Violation>();
  for (const [field, pointer] of Object.entries(pointers) as [FieldPath<T>, string][]) {
    const here = violationsAt(violations, pointer).filter((violation) => !placed.has(violation));
    if (here.length === 0) continue;
    setError(field, { type: 'server', message: here.map(text).join(' ') }, { shouldFocus: placed.size === 0 });
    here.forEach((violation) => placed.add(violation));
  }
  return violations.filter((violation) => !placed.has(violation));
}
