import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { inGroupsOf } from '../../../shared/groups';
import { deleteNumber, linkMany } from '../queries';
import type { BulkAction } from './BulkDialog';
import { inTurn, type Progress } from './inTurn';

/** So many numbers are linked in one go, all or none of them; more of them in several, with progress. */
const LINKED_IN_ONE_GO = 500;
/** So many deletions at once: the service has other callers too. */
const DELETIONS_AT_ONCE = 4;

/** Does the same to many numbers, and tells how far it is. It stops with whatever asked for it. */
export function useBulk(action: BulkAction, numbers: readonly string[]) {
  const client = useQueryClient();
  // While it runs and afterwards it is about those that were selected at the start.
  const [those] = useState(numbers);
  const [progress, setProgress] = useState<Progress>();
  const [isRunning, setRunning] = useState(false);
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);

  async function run(trunkId: string) {
    const { signal } = (abort.current = new AbortController());
    setRunning(true);
    setProgress({ good: [], failed: [] });
    if (action === 'delete') {
      await inTurn(
        inGroupsOf(1, those),
        DELETIONS_AT_ONCE,
        ([number]) => deleteNumber(number!, true),
        signal,
        setProgress,
      );
    } else {
      await inTurn(
        inGroupsOf(LINKED_IN_ONE_GO, those),
        1,
        (group) => linkMany(action, trunkId, group, false),
        signal,
        setProgress,
      );
    }
    setRunning(false);
    void client.invalidateQueries({ queryKey: ['base-numbers'] });
  }

  return { those, progress, isRunning, run, stop: () => abort.current?.abort() };
}
