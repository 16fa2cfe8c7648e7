import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type Changed, onEvent } from '../../shared/events';
import type { AuditSearch } from './search';

const KINDS = { trunk: 'trunk', 'base-number': 'base_number', variable: 'variable' } as const;

/**
 * What was changed since the log was read, as far as it is told: what shares a revision is one change.
 *
 * @returns how many, and what reads them
 */
export function useNewChanges({ kind, key }: AuditSearch) {
  const client = useQueryClient();
  const [revisions, setRevisions] = useState<ReadonlySet<number>>(new Set());

  useEffect(() => {
    const note =
      (of: string) =>
      ({ id, revision }: Changed) => {
        if ((kind && kind !== of) || (key && key !== id)) return;
        setRevisions((before) => new Set(before).add(revision));
      };
    const stops = Object.entries(KINDS).map(([name, of]) => onEvent(name as keyof typeof KINDS, note(of)));
    return () => stops.forEach((stop) => stop());
  }, [kind, key]);
  // Nobody counts while the log is not shown.
  useEffect(() => () => void client.invalidateQueries({ queryKey: ['audit', 'log'], refetchType: 'none' }), [client]);

  return {
    count: revisions.size,
    read() {
      setRevisions(new Set());
      return client.invalidateQueries({ queryKey: ['audit', 'log'] });
    },
  };
}
