import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Schemas } from '../../../shared/api/client';
import { ProblemError } from '../../../shared/api/problem';
import { onEvent } from '../../../shared/events';
import { withStatuses, withTrunks } from './patches';
import { LISTS, type Pages, readTrunk, summaryQuery, type Trunk } from './queries';

/** Changes come in swarms, as of bulk actions. */
const GATHER_MS = 500;
const SUMMARY_MS = 3_000;
/** More than so many are read again as pages. */
const MOST_ONE_BY_ONE = 10;
/** Lists of more pages are not read again unless somebody asks: it takes a while, and rows would move. */
const MOST_PAGES = 2;

/** What is being read is not begun anew: while many things change it would never end. */
const NO_HASTE = { cancelRefetch: false };

/** @returns undefined if the trunk is gone */
const readAgain = (trunkId: string) =>
  readTrunk(trunkId).catch((error: unknown) => {
    if (error instanceof ProblemError && error.status === 404) return undefined;
    throw error;
  });

/**
 * Keeps the loaded trunks as the events tell: statuses at once, a changed trunk is read again.
 *
 * @param list names the list that is shown, with its filters
 * @returns whether trunks came, went or changed that the list does not show, and what to call when they have been read
 */
export function useLiveTrunks(list: string) {
  const client = useQueryClient();
  const [outdated, setOutdated] = useState<string>();

  useEffect(() => {
    const statuses = new Map<string, Schemas['TrunkStatus']>();
    const changed = new Set<string>();
    let frame = 0;
    let gathering: ReturnType<typeof setTimeout> | undefined;
    let counting: ReturnType<typeof setTimeout> | undefined;

    const patch = (change: (pages: Pages | undefined) => Pages | undefined) =>
      client.setQueriesData<Pages>({ queryKey: LISTS }, change);
    const shown = () =>
      client.getQueriesData<Pages>({ queryKey: LISTS, type: 'active' }).flatMap(([, data]) => data?.pages ?? []);
    const isShown = (trunkId: string) => shown().some(({ items }) => items.some((trunk) => trunk.trunkId === trunkId));
    const countAgain = () => {
      counting ??= setTimeout(() => {
        counting = undefined;
        void client.invalidateQueries({ queryKey: summaryQuery.queryKey }, NO_HASTE);
      }, SUMMARY_MS);
    };
    const readListAgain = () => {
      if (shown().length > MOST_PAGES) setOutdated(list);
      else void client.invalidateQueries({ queryKey: LISTS }, NO_HASTE);
    };
    const readChangedAgain = async () => {
      gathering = undefined;
      const ids = [...changed];
      changed.clear();
      if (ids.length > MOST_ONE_BY_ONE || !ids.every(isShown)) readListAgain();
      const here = ids.filter(isShown).slice(0, MOST_ONE_BY_ONE);
      const read = await Promise.all(
        here.map(async (trunkId): Promise<[string, Trunk | undefined]> => [trunkId, await readAgain(trunkId)]),
      );
      patch((pages) => withTrunks(pages, new Map(read)));
    };

    const stops = [
      onEvent('status', ({ trunkId, status }) => {
        statuses.set(trunkId, status);
        frame ||= requestAnimationFrame(() => {
          frame = 0;
          patch((pages) => withStatuses(pages, statuses));
          statuses.clear();
        });
        countAgain();
      }),
      onEvent('trunk', ({ id, deleted }) => {
        if (deleted && isShown(id)) patch((pages) => withTrunks(pages, new Map([[id, undefined]])));
        else changed.add(id);
        gathering ??= setTimeout(() => void readChangedAgain().catch(readListAgain), GATHER_MS);
        countAgain();
      }),
      onEvent('reset', ({ of }) => {
        if (of !== 'trunks' && of !== 'status') return;
        readListAgain();
        countAgain();
      }),
    ];
    return () => {
      stops.forEach((stop) => stop());
      cancelAnimationFrame(frame);
      clearTimeout(gathering);
      clearTimeout(counting);
    };
  }, [client, list]);

  return { isOutdated: outdated === list, onRead: () => setOutdated(undefined) };
}
