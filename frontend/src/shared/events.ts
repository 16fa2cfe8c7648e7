import { api, type Schemas } from './api/client';

/** What GET /api/v1/events tells, by the name of the event. */
export type Events = {
  trunk: Changed;
  'base-number': Changed;
  variable: Changed;
  status: { trunkId: string; status: Schemas['TrunkStatus'] };
  sync: Schemas['Sync'];
  reset: { of: 'trunks' | 'base-numbers' | 'variables' | 'status' };
};
export type Changed = { id: string; revision: number; deleted: boolean };

/** `off`: nobody follows, as while the page is not visible; `lost`: the service does not answer. */
export type Connection = 'off' | 'opening' | 'open' | 'lost';

const NAMES: (keyof Events)[] = ['trunk', 'base-number', 'variable', 'status', 'sync', 'reset'];
/** A browser has six connections to an origin; pages that nobody sees should not hold them. */
const HIDDEN_FOR_MS = 30_000;
const OPEN_AGAIN_MS = 5_000;

type Listener<K extends keyof Events> = (data: Events[K]) => void;

const listeners = new Map<keyof Events, Set<Listener<never>>>();
const watchers = new Set<() => void>();
let stream: EventSource | undefined;
let connection: Connection = 'off';
let timer: ReturnType<typeof setTimeout> | undefined;

function become(next: Connection) {
  if (next === connection) return;
  connection = next;
  watchers.forEach((watcher) => watcher());
}

/** Calls the listener for each such event until the function that is returned is called. */
export function onEvent<K extends keyof Events>(name: K, listener: Listener<K>): () => void {
  const those = listeners.get(name) ?? new Set();
  listeners.set(name, those.add(listener as Listener<never>));
  return () => void those.delete(listener as Listener<never>);
}

/** For useSyncExternalStore: how the stream is. */
export const connectionStore = {
  subscribe(watcher: () => void) {
    watchers.add(watcher);
    return () => void watchers.delete(watcher);
  },
  get: () => connection,
};

function tell<K extends keyof Events>(name: K, data: Events[K]) {
  listeners.get(name)?.forEach((listener) => (listener as Listener<K>)(data));
}

function open() {
  clearTimeout(timer);
  if (stream && stream.readyState !== EventSource.CLOSED) return;
  become(connection === 'lost' ? 'lost' : 'opening');
  const opened = new EventSource('/api/v1/events');
  stream = opened;
  for (const name of NAMES) {
    opened.addEventListener(name, (event) => {
      become('open');
      tell(name, JSON.parse(event.data as string) as never);
    });
  }
  opened.onerror = () => {
    become('lost');
    // The browser comes back by itself unless the answer was no stream at all.
    if (opened.readyState === EventSource.CLOSED && stream === opened) void openAgain();
  };
}

/** An EventSource does not tell why it was refused; a session that is over is told to the page by asking for it. */
async function openAgain() {
  const refused = stream;
  const isOver = await api.GET('/api/v1/session').then(
    ({ response }) => response.status === 401,
    () => false,
  );
  if (!isOver && stream === refused) timer = setTimeout(open, OPEN_AGAIN_MS);
}

function close() {
  clearTimeout(timer);
  stream?.close();
  stream = undefined;
  become('off');
}

/** Follows the events while the page is visible, until the function that is returned is called. */
export function follow(): () => void {
  const look = () => {
    clearTimeout(timer);
    if (document.hidden) {
      timer = setTimeout(close, HIDDEN_FOR_MS);
    } else if (!stream) {
      open();
      // What happened meanwhile nobody told.
      (['trunks', 'base-numbers', 'variables', 'status'] as const).forEach((of) => tell('reset', { of }));
    }
  };
  document.addEventListener('visibilitychange', look);
  open();
  return () => {
    document.removeEventListener('visibilitychange', look);
    close();
  };
}
