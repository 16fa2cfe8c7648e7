import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type Events, onEvent } from '../events';

/** What changes together, as by an import, is read together. */
const GATHERED_MS = 400;

/** Reads what is kept below a key anew when the service tells that something of it is another. */
export function useLiveRows(
  name: 'trunk' | 'base-number' | 'variable',
  of: Events['reset']['of'],
  key: QueryKey[number],
) {
  const client = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readSoon = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void client.invalidateQueries({ queryKey: [key] });
      }, GATHERED_MS);
    };
    const stops = [onEvent(name, readSoon), onEvent('reset', (reset) => reset.of === of && readSoon())];
    return () => {
      clearTimeout(timer);
      stops.forEach((stop) => stop());
    };
  }, [client, name, of, key]);
}
