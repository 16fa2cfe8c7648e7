import type { ReactNode } from 'react';
import type { Schemas } from '../api/client';
import classes from './Audit.module.css';
import { AuditItem } from './AuditItem';

type Props = {
  label: string;
  /** The newest first. */
  entries: readonly Schemas['AuditEntry'][];
  /** Where they are not all of one thing: which one an entry is about. */
  about?: (entry: Schemas['AuditEntry']) => ReactNode;
};

/** What was changed, as a line through time. */
export function AuditTimeline({ label, entries, about }: Props) {
  return (
    <ol aria-label={label} className={classes.timeline}>
      {entries.map((entry) => (
        <AuditItem key={entry.id} entry={entry} about={about?.(entry)} />
      ))}
    </ol>
  );
}
