import { Checkbox } from '@mantine/core';
import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from './DataTable';
import classes from './DataTable.module.css';

type Props<T> = {
  index: number;
  row: T;
  columns: readonly Column<T>[];
  name: string;
  /** The row to which the Tab key goes. */
  isFirst: boolean;
  isSelected?: boolean;
  onSelect?: () => void;
  onOpen?: () => void;
};

const ITS_OWN = 'a, button, input, label';

export function Row<T>({ index, row, columns, name, isFirst, isSelected, onSelect, onOpen }: Props<T>) {
  const { t } = useTranslation('shared');
  const onClick = (event: MouseEvent) => {
    if (!(event.target as HTMLElement).closest(ITS_OWN)) onOpen?.();
  };
  return (
    <tr
      data-index={index}
      data-selected={isSelected || undefined}
      data-opens={onOpen ? true : undefined}
      aria-rowindex={index + 2}
      aria-selected={onSelect ? isSelected : undefined}
      tabIndex={isFirst ? 0 : -1}
      onClick={onClick}
    >
      {onSelect && (
        <td className={classes.select}>
          <Checkbox size="sm" aria-label={t('table.select', { name })} checked={isSelected ?? false} onChange={onSelect} />
        </td>
      )}
      {columns.map((column) => (
        <td key={column.id} data-align={column.align} data-minor={column.isMinor || undefined}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}
