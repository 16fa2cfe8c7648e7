import { useEffect, useRef } from 'react';
import classes from './DataTable.module.css';

type Props = { label: string; isOn: boolean; isPartly?: boolean; onToggle: () => void };

/** A bare checkbox: a table draws many of them while one scrolls. */
export function Tick({ label, isOn, isPartly = false, onToggle }: Props) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = isPartly;
  }, [isPartly]);
  return (
    <input ref={box} type="checkbox" className={classes.tick} aria-label={label} checked={isOn} onChange={onToggle} />
  );
}
