type Announcement = { text: string; at: number };

let last: Announcement | undefined;
const watchers = new Set<() => void>();

/** Says something short for everybody: it is seen for a moment, and read to those who can't see. */
export function announce(text: string) {
  last = { text, at: Date.now() };
  watchers.forEach((watcher) => watcher());
}

/** For useSyncExternalStore: what was said last. */
export const announcementStore = {
  subscribe(watcher: () => void) {
    watchers.add(watcher);
    return () => void watchers.delete(watcher);
  },
  get: () => last,
};
