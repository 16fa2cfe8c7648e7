import { Paper, Text } from '@mantine/core';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { announcementStore } from './announce';
import classes from './Announcer.module.css';

const SEEN_FOR_MS = 6000;

/** Shows what was announced last. */
export function Announcer() {
  const last = useSyncExternalStore(announcementStore.subscribe, announcementStore.get);
  const [over, setOver] = useState<number>();
  useEffect(() => {
    if (!last) return;
    const timer = setTimeout(() => setOver(last.at), SEEN_FOR_MS);
    return () => clearTimeout(timer);
  }, [last]);
  const shown = last && last.at !== over ? last.text : undefined;
  return (
    <div role="status" aria-live="polite" className={classes.corner}>
      {shown && (
        <Paper shadow="md" withBorder px="md" py="xs">
          <Text size="sm">{shown}</Text>
        </Paper>
      )}
    </div>
  );
}
