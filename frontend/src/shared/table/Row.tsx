import { memo, type MouseEvent, type Ref } from 'react';
import type { Column } from './DataTable';
import classes from './DataTable.module.css';
import { Tick } from './Tick';

type Props<T> = {
  ref?: Ref<HTMLTableRowElement>;
  index: number;
  row: T;
  columns: readonly Column<T>[];
  /** By which it is selected. */
  rowKey: string;
  /** What its checkbox is called. */
  selects: string;
  /** The row to which the Tab key goes. */
  isActive: boolean;
  isSelected?: boolean;
  onSelect?: (key: string) => void;
  onOpen?: (row: T) => void;
};

const ITS_OWN = 'a, button, input, label';

function PlainRow<T>({ ref, index, row, columns, rowKey, selects, isActive, isSelected, onSelect, onOpen }: Props<T>) {
  const onClick = (event: MouseEvent) => {
    const target = event.target as HTMLElement;
    // What a cell opened elsewhere on the page, as a menu, tells of its clicks too.
    if (event.currentTarget.contains(target) && !target.closest(ITS_OWN)) onOpen?.(row);
  };
  return (
    <tr
      ref={ref}
      data-index={index}
      data-selected={isSelected || undefined}
      data-opens={onOpen ? true : undefined}
      aria-rowindex={index + 2}
      aria-selected={onSelect ? isSelected : undefined}
      tabIndex={isActive ? 0 : -1}
      onClick={onClick}
    >
      {onSelect && (
        <td className={classes.select}>
          <Tick label={selects} isOn={isSelected ?? false} onToggle={() => onSelect(rowKey)} />
        </td>
      )}
      {columns.map((column) => (
        <td
          key={column.id}
          data-align={column.align}
          data-minor={column.isMinor || undefined}
          data-extra={column.isExtra || undefined}
        >
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

/** A row that is drawn anew only when it is another: of thousands a status changes here and there, many times a second. */
export const Row = memo(PlainRow) as typeof PlainRow;
