import type { components } from './schema';

export type Schemas = components['schemas'];
export type Violation = Schemas['Violation'];

/** An answer that is no success, as RFC 9457 tells it. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    title: string,
    readonly detail: string,
    readonly violations: Violation[],
    readonly type?: string,
  ) {
    super(title);
  }

  /** The sentence for a member of the request, by JSON pointer; members of lists count for the list. */
  at(name: string): string | undefined {
    const found = this.violations.filter(({ pointer }) => pointer === `/${name}` || pointer.startsWith(`/${name}/`));
    return found.length > 0 ? found.map(({ detail }) => detail).join(' ') : undefined;
  }
}

let session: Schemas['Session'] | undefined;
let onSignedOut = () => {};

/** Called whenever the session turns out to be over. */
export function whenSignedOut(listener: () => void) {
  onSignedOut = listener;
}

function forget() {
  session = undefined;
  onSignedOut();
}

/** Begins a session; the browser keeps its cookie, which no script can read. */
export async function signIn(username: string, password: string) {
  session = await once<Schemas['Session']>('POST', '/session', { body: { username, password } });
  return session;
}

/** The session that the browser's cookie is of, if there is one. */
export async function resume() {
  try {
    session = await once<Schemas['Session']>('GET', '/session');
    return session;
  } catch (error) {
    if ((error as ProblemError).status === 401) return undefined;
    throw error;
  }
}

/** Ends the session; no matter if it is over already. */
export async function signOut() {
  try {
    await once('DELETE', '/session');
  } catch (error) {
    if ((error as ProblemError).status !== 401) throw error;
  }
  session = undefined;
}

type Extra = { body?: unknown; ifMatch?: number };

/** One request to `/api/v1`; throws a ProblemError for anything but a success. */
export async function send<T>(method: string, path: string, extra: Extra = {}): Promise<T> {
  try {
    return await once<T>(method, path, extra);
  } catch (error) {
    const { status, type } = error as ProblemError;
    if (status === 401) forget();
    if (type !== '/problems/csrf') throw error;
    // Another tab has signed in since.
    const before = session;
    const now = await resume();
    if (now === undefined || now.username !== before?.username) {
      forget();
      throw error;
    }
    return once<T>(method, path, extra);
  }
}

async function once<T>(method: string, path: string, { body, ifMatch }: Extra = {}): Promise<T> {
  const headers: Record<string, string> = {};
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (ifMatch !== undefined) headers['If-Match'] = `"${ifMatch}"`;
  if (method !== 'GET' && session?.csrfToken) headers['X-CSRF-Token'] = session.csrfToken;
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
  throw problemOf(response.status, text);
}

function problemOf(status: number, text: string) {
  try {
    const { title, detail, errors, type } = JSON.parse(text) as Schemas['Problem'];
    return new ProblemError(status, title, detail ?? '', errors ?? [], type);
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
