import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { deleteNumber, linkTrunk, unlinkTrunk } from '../queries';
import type { BulkAction } from './BulkDialog';
import { inTurn, type Progress } from './inTurn';

const WORK: Record<BulkAction, (number: string, trunkId: string) => Promise<unknown>> = {
  link: linkTrunk,
  unlink: unlinkTrunk,
  delete: (number) => deleteNumber(number, true),
};

/** Does the same for many numbers, and tells how far it is. It stops with whatever asked for it. */
export function useBulk(action: BulkAction, numbers: readonly string[]) {
  const client = useQueryClient();
  // While it runs and afterwards it is about those that were selected at the start.
  const [those] = useState(numbers);
  const [progress, setProgress] = useState<Progress>();
  const [isRunning, setRunning] = useState(false);
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);
  return {
    those,
    progress,
    isRunning,
    stop: () => abort.current?.abort(),
    async run(trunkId: string) {
      abort.current = new AbortController();
      setRunning(true);
      setProgress({ good: [], failed: [] });
      await inTurn(those, (number) => WORK[action](number, trunkId), abort.current.signal, setProgress);
      setRunning(false);
      void client.invalidateQueries({ queryKey: ['base-numbers'] });
    },
  };
}
