import createClient, { type Middleware } from 'openapi-fetch';
import { NO_CONNECTION, ProblemError, problemOf } from './problem';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];
export type Session = Schemas['Session'];

/** A change of one object at the revision at which it was read; refused with 412 if it is another by now. */
export const ifMatch = (revision: number) => ({ 'If-Match': `"${revision}"` });

/** For the header `Content-Type` of a PATCH (RFC 7396). */
export const MERGE_PATCH = { 'Content-Type': 'application/merge-patch+json' };

let session: Session | undefined;
let onSignedOut = () => {};

/** Called whenever the session turns out to be over. */
export function whenSignedOut(listener: () => void) {
  onSignedOut = listener;
}

const SAFE = ['GET', 'HEAD'];

/** The browser holds the session's cookie; that it is the page that asks is shown by the session's CSRF token. */
const asThePage: Middleware = {
  onRequest({ request }) {
    if (!SAFE.includes(request.method) && session?.csrfToken) request.headers.set('X-CSRF-Token', session.csrfToken);
    return request;
  },
};

const baseUrl = location.origin;
const bare = createClient<paths>({ baseUrl, fetch: reachable });
bare.use(asThePage);

/** The API by its paths, typed from openapi.yaml. Give what it returns to `ok`. */
export const api = createClient<paths>({ baseUrl, fetch: inSession });
api.use(asThePage);

async function reachable(request: Request): Promise<Response> {
  try {
    return await globalThis.fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw new ProblemError(0, NO_CONNECTION, 'No connection', '');
  }
}

async function inSession(request: Request): Promise<Response> {
  const again = SAFE.includes(request.method) ? undefined : request.clone();
  const response = await reachable(request);
  if (response.status === 401) {
    onSignedOut();
  } else if (again && response.status === 403 && (await slugOf(response)) === 'csrf') {
    // Another tab has signed in since.
    const before = session;
    const now = await resume();
    if (now?.username === before?.username && now?.csrfToken) {
      again.headers.set('X-CSRF-Token', now.csrfToken);
      return reachable(again);
    }
    onSignedOut();
  }
  return response;
}

const slugOf = async (response: Response) => problemOf(response.status, await response.clone().text()).slug;

type Answer<T> = { data?: T; error?: unknown; response: Response };

/**
 * What the API answered.
 *
 * @throws ProblemError for anything but a success
 */
export async function ok<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked;
  if (response.ok) return data as T;
  throw problemOf(response.status, typeof error === 'string' ? error : JSON.stringify(error ?? ''), response.headers);
}

/** Begins a session; the browser keeps its cookie, which no script can read. */
export async function signIn(username: string, password: string): Promise<Session> {
  session = await ok(bare.POST('/api/v1/session', { body: { username, password } }));
  return session;
}

/** The session that the browser's cookie is of, if there is one. */
export async function resume(): Promise<Session | undefined> {
  try {
    session = await ok(bare.GET('/api/v1/session'));
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status !== 401) throw error;
    session = undefined;
  }
  return session;
}

/** Ends the session; no matter if it is over already. */
export const signOut = () => end(ok(bare.DELETE('/api/v1/session')));

/** Ends all sessions of the user, this one too. */
export const signOutEverywhere = () => end(ok(bare.DELETE('/api/v1/sessions')));

async function end(asked: Promise<unknown>): Promise<void> {
  try {
    await asked;
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status !== 401) throw error;
  }
  session = undefined;
}
