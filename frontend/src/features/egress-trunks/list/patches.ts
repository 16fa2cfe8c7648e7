import type { Schemas } from '../../../shared/api/client';
import type { Pages, Trunk } from './queries';

/** The pages with some trunks as they are now; what stays the same stays the same object. */
export function patched(pages: Pages | undefined, change: (trunk: Trunk) => Trunk | undefined): Pages | undefined {
  if (!pages) return pages;
  let isOther = false;
  const changed = pages.pages.map((page) => {
    const items = page.items.map(change);
    if (items.every((trunk, index) => trunk === page.items[index])) return page;
    isOther = true;
    const left = items.filter((trunk) => trunk !== undefined);
    return {
      ...page,
      items: left,
      total: page.total === undefined ? undefined : page.total - (items.length - left.length),
    };
  });
  return isOther ? { ...pages, pages: changed } : pages;
}

/** With the statuses that were told. */
export const withStatuses = (pages: Pages | undefined, statuses: ReadonlyMap<string, Schemas['TrunkStatus']>) =>
  patched(pages, (trunk) => {
    const status = statuses.get(trunk.trunkId);
    return status ? { ...trunk, status } : trunk;
  });

/** With trunks as they were read again; undefined: it is gone. */
export const withTrunks = (pages: Pages | undefined, trunks: ReadonlyMap<string, Trunk | undefined>) =>
  patched(pages, (trunk) => (trunks.has(trunk.trunkId) ? trunks.get(trunk.trunkId) : trunk));
