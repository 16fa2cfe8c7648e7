import { useEffect, useState } from 'react';

const KEPT_AS = 'egress-keys';
const TYPES_THERE = 'input:not([type=checkbox]), textarea, select, [contenteditable]';

/**
 * Single keys that do something on the whole page, as `/`; not while one types or a dialog is open, and not if somebody
 * turned them off (WCAG 2.2, 2.1.4).
 *
 * @param keys key → what it does; the same object as long as that is the same
 */
export function useKeys(keys: Readonly<Record<string, () => void>>) {
  const [isOn, setOn] = useState(() => localStorage.getItem(KEPT_AS) !== 'off');
  useEffect(() => {
    if (!isOn) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const isElsewhere =
        (event.target as Element).closest?.(TYPES_THERE) ??
        document.querySelector('dialog[open], [role=dialog], [role=menu]');
      if (event.ctrlKey || event.metaKey || event.altKey || isElsewhere || !keys[event.key]) return;
      event.preventDefault();
      keys[event.key]!();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [isOn, keys]);
  return {
    isOn,
    turn(on: boolean) {
      localStorage.setItem(KEPT_AS, on ? 'on' : 'off');
      setOn(on);
    },
  };
}
