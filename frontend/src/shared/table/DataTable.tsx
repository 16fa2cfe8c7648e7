import { useVirtualizer } from '@tanstack/react-virtual';
import { type FocusEvent, type KeyboardEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './DataTable.module.css';
import { HeaderRow } from './HeaderRow';
import { Row } from './Row';

export type Column<T> = {
  id: string;
  title: string;
  cell: (row: T) => ReactNode;
  /** The name by which the API sorts, if it can. */
  sort?: string;
  align?: 'end';
  /** CSS width; the first columns without one share what is left. */
  width?: string;
  /** Left out where the page is narrow. */
  isMinor?: boolean;
  /** Left out unless the page is wide. */
  isExtra?: boolean;
  /** Its title is for those alone who can't see the table, as of buttons. */
  isUntitled?: boolean;
};

export type Selection = {
  has: (key: string) => boolean;
  toggle: (key: string) => void;
  /** Of those that are loaded. */
  state: 'none' | 'some' | 'all';
  toggleAll: () => void;
};

type Props<T> = {
  /** What the table is about, for those who can't see it. */
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  /** Of all that fit, loaded or not. */
  total: number;
  keyOf: (row: T) => string;
  /** What a row is called by, for those who can't see it. */
  nameOf: (row: T) => string;
  onOpen?: (row: T) => void;
  sort?: string;
  onSort?: (sort: string) => void;
  selection?: Selection;
  readMore?: () => void;
  isDense?: boolean;
  isStale?: boolean;
  /** Another text whenever filters or sort are others: the table then begins at its top. */
  beginsAnewWith?: string;
};

const ROW_PX = 57;
const DENSE_ROW_PX = 37;
const SHELF = 12;

/**
 * A table that shows of any number of rows those in view: a real `<table>`, so that screen readers find their way. Arrow
 * keys go from row to row, Enter opens, x selects.
 */
export function DataTable<T>(props: Props<T>) {
  const { label, columns, rows, total, keyOf, isDense = false, readMore, beginsAnewWith, selection } = props;
  const { t } = useTranslation('shared');
  const frame = useRef<HTMLDivElement>(null);
  const rowHeight = isDense ? DENSE_ROW_PX : ROW_PX;
  // eslint-disable-next-line react-hooks/incompatible-library -- what it returns is used here alone
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: SHELF,
    getItemKey: (index) => (rows[index] ? keyOf(rows[index]) : index),
    // What is not laid out has no height.
    measureElement: (element) => element.getBoundingClientRect().height || rowHeight,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  const [focused, setFocused] = useState(0);
  const active = items.some(({ index }) => index === focused) ? focused : items[0]?.index;

  // Rows that stay the same must get the same functions.
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const onSelect = useCallback((key: string) => latest.current.selection?.toggle(key), []);
  const onOpen = useCallback((row: T) => latest.current.onOpen?.(row), []);

  useEffect(() => virtual.measure(), [virtual, rowHeight]);
  useEffect(() => {
    frame.current?.scrollTo?.({ top: 0 });
  }, [beginsAnewWith]);
  useEffect(() => {
    if (last >= rows.length && rows.length < total) readMore?.();
  }, [last, rows.length, total, readMore]);

  function onKeyDown(event: KeyboardEvent<HTMLTableSectionElement>) {
    const present = (event.target as HTMLElement).closest('tr');
    const index = Number(present?.dataset.index);
    if (!present || event.target !== present) return;
    const row = rows[index];
    const step = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: SHELF,
      PageUp: -SHELF,
      Home: -index,
      End: rows.length - 1 - index,
    }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      focusRow(Math.min(Math.max(index + step, 0), rows.length - 1));
    } else if (event.key === 'Enter' && row) {
      props.onOpen?.(row);
    } else if (event.key === 'x' && row && selection) {
      selection.toggle(keyOf(row));
    }
  }

  function onFocus(event: FocusEvent<HTMLTableSectionElement>) {
    const index = (event.target as HTMLElement).closest('tr')?.dataset.index;
    if (index !== undefined) setFocused(Number(index));
  }

  function focusRow(index: number) {
    virtual.scrollToIndex(index);
    requestAnimationFrame(() => frame.current?.querySelector<HTMLElement>(`tr[data-index="${index}"]`)?.focus());
  }

  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div ref={frame} className={classes.frame} data-stale={props.isStale || undefined} tabIndex={-1}>
      <table
        className={classes.table}
        aria-label={label}
        aria-rowcount={total + 1}
        data-dense={isDense || undefined}
        aria-busy={rows.length < total && last >= rows.length}
      >
        <HeaderRow columns={columns} sort={props.sort} onSort={props.onSort} selection={selection} />
        {/* eslint-disable-next-line jsx-a11y-x/no-noninteractive-element-interactions -- keys come from its rows, which take the focus */}
        <tbody onKeyDown={onKeyDown} onFocus={onFocus}>
          {before > 0 && <tr aria-hidden style={{ height: before }} />}
          {items.map(({ index, key }) => {
            const row = rows[index];
            return row ? (
              <Row
                key={key}
                ref={virtual.measureElement}
                index={index}
                row={row}
                columns={columns}
                rowKey={keyOf(row)}
                selects={t('table.select', { name: props.nameOf(row) })}
                isActive={index === active}
                isSelected={selection?.has(keyOf(row))}
                onSelect={selection && onSelect}
                onOpen={props.onOpen && onOpen}
              />
            ) : (
              <tr key={key} aria-rowindex={index + 2} style={{ height: rowHeight }}>
                <td colSpan={columns.length + (selection ? 1 : 0)}>
                  <span className={classes.waiting} />
                </td>
              </tr>
            );
          })}
          {after > 0 && <tr aria-hidden style={{ height: after }} />}
        </tbody>
      </table>
    </div>
  );
}
