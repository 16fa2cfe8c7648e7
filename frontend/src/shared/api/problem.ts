import type { components } from './schema';

export type Violation = components['schemas']['Violation'];

/** What does not come from the server: it was not reached, or said nothing that can be read. */
export const NO_CONNECTION = 'no-connection';
export const UNREADABLE = 'unreadable';

/** An answer that is no success, as RFC 9457 tells it. `status` is 0 when there was no answer. */
export class ProblemError extends Error {
  override name = 'ProblemError';

  constructor(
    readonly status: number,
    /** The last part of the problem's type, such as `invalid`; the service's catalogue is at /problems. */
    readonly slug: string,
    title: string,
    readonly detail: string,
    readonly violations: readonly Violation[] = [],
    /** Other members of the problem, such as `dependents`. */
    readonly extra: Readonly<Record<string, unknown>> = {},
    /** After how many seconds to try again, if the server says so (RFC 9110 §10.2.3). */
    readonly retryAfter?: number,
  ) {
    super(title);
  }
}

/** The sentences for a member of the request, by its JSON pointer; members of lists count for the list. */
export function violationsAt(violations: readonly Violation[], pointer: string): readonly Violation[] {
  return violations.filter((violation) => violation.pointer === pointer || violation.pointer.startsWith(`${pointer}/`));
}

/** Reads an answer that is no success. */
export function problemOf(status: number, text: string, headers?: Headers): ProblemError {
  const seconds = Number.parseInt(headers?.get('Retry-After') ?? '', 10);
  const retryAfter = Number.isNaN(seconds) ? undefined : seconds;
  try {
    const { type, title, detail, errors, ...rest } = JSON.parse(text) as components['schemas']['Problem'];
    const slug = String(type).replace(/^.*\//, '');
    return new ProblemError(
      status,
      slug,
      title,
      detail ?? '',
      errors ?? [],
      rest as Record<string, unknown>,
      retryAfter,
    );
  } catch {
    return new ProblemError(status, UNREADABLE, `HTTP ${status}`, '', [], {}, retryAfter);
  }
}
