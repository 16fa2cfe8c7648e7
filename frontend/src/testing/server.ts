import { vi } from 'vitest';
import type { Schemas, Session } from '../shared/api/client';

/** A request as the server of a test sees it; `path` is below `/api/v1`. */
export type Asked = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  text: string;
  body: unknown;
};
export type Answer = [status: number, body?: unknown, headers?: Record<string, string>];

export const problem = (status: number, slug: string, detail = '', extra: object = {}): Answer => [
  status,
  { type: `/problems/${slug}`, title: slug, status, detail, ...extra },
];

export const session = (role: Session['role'] = 'editor', csrfToken = 'first'): Session => ({
  username: 'ada',
  team: 'default',
  role,
  way: 'web',
  csrfToken,
});

/** What the page hears of, as if the service told it. */
export class Stream extends EventTarget {
  static readonly CLOSED = 2;
  static opened: Stream[] = [];
  readyState = 1;
  onerror: (() => void) | null = null;

  constructor(readonly url: string) {
    super();
    Stream.opened.push(this);
  }

  close() {
    this.readyState = Stream.CLOSED;
  }

  /** Tells everybody who follows. */
  static tell(name: string, data: unknown) {
    for (const stream of Stream.opened) stream.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
  }
}

/**
 * Stands in for the service in a test of components.
 *
 * @param answer what it answers; undefined: an empty list, or the session of an editor
 * @returns what it was asked, in order
 */
export function serve(answer: (request: Asked) => Answer | undefined): Asked[] {
  const asked: Asked[] = [];
  Stream.opened = [];
  vi.stubGlobal('EventSource', Stream);
  vi.stubGlobal('fetch', async (request: Request) => {
    const url = new URL(request.url);
    const text = await request.clone().text();
    const seen: Asked = {
      method: request.method,
      path: decodeURIComponent(url.pathname.replace('/api/v1', '')),
      query: url.searchParams,
      headers: request.headers,
      text,
      body: text && /json/.test(request.headers.get('Content-Type') ?? '') ? JSON.parse(text) : undefined,
    };
    asked.push(seen);
    const [status, body, headers] = answer(seen) ?? usual(seen);
    const type = status < 400 ? 'application/json' : 'application/problem+json';
    return new Response(body === undefined ? null : JSON.stringify(body), {
      status,
      headers: { 'Content-Type': type, ...headers },
    });
  });
  return asked;
}

const NO_TRUNKS: Schemas['TrunkSummary'] = {
  total: 0,
  enabled: 0,
  states: { live: 0, pending: 0, not_ready: 0, refused: 0, disabled: 0, unknown: 0 },
  registrations: { registering: 0, registered: 0, failing: 0, rejected: 0 },
  registrationTrunks: 0,
  callsNow: 0,
  atCap: 0,
  unlinked: 0,
  certificatesExpiring: 0,
};

function usual({ method, path }: Asked): Answer {
  if (method === 'GET' && path === '/session') return [200, session()];
  if (path === '/egress-trunks/summary') return [200, NO_TRUNKS];
  return [200, { items: [], total: 0, nodes: [] }];
}
