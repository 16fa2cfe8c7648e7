import { useMemo } from 'react';
import type { Selection } from './DataTable';

/**
 * The selection of a table, kept by whoever asks, as in the address of the page.
 *
 * @param loaded the keys of the rows that are loaded
 */
export function useSelection(
  chosen: readonly string[],
  onChange: (chosen: string[]) => void,
  loaded: readonly string[],
): Selection {
  return useMemo(() => {
    const keys = new Set(chosen);
    const here = loaded.filter((key) => keys.has(key)).length;
    return {
      has: (key) => keys.has(key),
      toggle: (key) => onChange(keys.has(key) ? chosen.filter((one) => one !== key) : [...chosen, key]),
      state: here === 0 ? 'none' : here === loaded.length ? 'all' : 'some',
      toggleAll() {
        const all = new Set(loaded);
        onChange(here === loaded.length ? chosen.filter((key) => !all.has(key)) : [...new Set([...chosen, ...loaded])]);
      },
    };
  }, [chosen, onChange, loaded]);
}
