import type { components } from './schema';

export type Schemas = components['schemas'];
export type Violation = Schemas['Violation'];

const TOKEN = 'egress-token';

/** An answer that is no success, as RFC 9457 tells it. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    title: string,
    readonly detail: string,
    readonly violations: Violation[],
  ) {
    super(title);
  }

  /** The sentence for a member of the request, by JSON pointer; members of lists count for the list. */
  at(name: string): string | undefined {
    const found = this.violations.filter(({ pointer }) => pointer === `/${name}` || pointer.startsWith(`/${name}/`));
    return found.length > 0 ? found.map(({ detail }) => detail).join(' ') : undefined;
  }
}

let onSignedOut = () => {};

/** Called whenever the token turns out not to be good (any more). */
export function whenSignedOut(listener: () => void) {
  onSignedOut = listener;
}

export const isSignedIn = () => sessionStorage.getItem(TOKEN) !== null;

export function signOut() {
  sessionStorage.removeItem(TOKEN);
  onSignedOut();
}

/** Keeps the token for this tab if the API takes it. */
export async function signIn(token: string) {
  sessionStorage.setItem(TOKEN, token);
  await send('GET', '/sync');
}

type Extra = { body?: unknown; ifMatch?: number };

/** One request to `/api/v1`; throws a ProblemError for anything but a success. */
export async function send<T>(method: string, path: string, { body, ifMatch }: Extra = {}): Promise<T> {
  const headers: Record<string, string> = { Authorization: `Bearer ${sessionStorage.getItem(TOKEN) ?? ''}` };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (ifMatch !== undefined) headers['If-Match'] = `"${ifMatch}"`;
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new ProblemError(0, 'No connection', 'The server can’t be reached. Nothing you typed is lost; try again.', []);
  }
  const text = await response.text();
  if (response.ok) return (text ? JSON.parse(text) : undefined) as T;
  if (response.status === 401) signOut();
  throw problemOf(response.status, text);
}

function problemOf(status: number, text: string) {
  try {
    const { title, detail, errors } = JSON.parse(text) as Schemas['Problem'];
    return new ProblemError(status, title, detail ?? '', errors ?? []);
  } catch {
    return new ProblemError(status, `Error ${status}`, 'The server gave no explanation.', []);
  }
}

/** What a row of a list says of links: all of them, or how many they are. */
export const linksText = (links: string[] | undefined, count: number, none: string) =>
  count === 0 ? none : (links?.join(', ') ?? `${count}`);

/** Every item of a paged list. */
export async function all<T>(path: string): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const query = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const page = await send<{ items: T[]; nextCursor?: string }>('GET', `${path}?limit=500${query}`);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return items;
}
