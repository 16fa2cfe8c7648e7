import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs';
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs';
import IconArrowsSort from '@tabler/icons-react/dist/esm/icons/IconArrowsSort.mjs';
import { useTranslation } from 'react-i18next';
import type { Column, Selection } from './DataTable';
import classes from './DataTable.module.css';
import { Tick } from './Tick';

type Props<T> = {
  columns: readonly Column<T>[];
  sort?: string;
  onSort?: (sort: string) => void;
  selection?: Selection;
};

export function HeaderRow<T>({ columns, sort, onSort, selection }: Props<T>) {
  const { t } = useTranslation('shared');
  return (
    <thead>
      <tr aria-rowindex={1}>
        {selection && (
          <th scope="col" className={classes.select}>
            <Tick
              label={t('table.selectAll')}
              isOn={selection.state === 'all'}
              isPartly={selection.state === 'some'}
              onToggle={selection.toggleAll}
            />
          </th>
        )}
        {columns.map((column) => {
          const way = sort === column.sort ? 'ascending' : sort === `-${column.sort}` ? 'descending' : undefined;
          return (
            <th
              key={column.id}
              scope="col"
              aria-sort={column.sort && way ? way : undefined}
              data-align={column.align}
              data-minor={column.isMinor || undefined}
              data-extra={column.isExtra || undefined}
              style={{ width: column.width }}
            >
              {column.isUntitled ? (
                <VisuallyHidden>{column.title}</VisuallyHidden>
              ) : column.sort && onSort ? (
                <UnstyledButton
                  className={classes.sort}
                  onClick={() => onSort(way === 'ascending' ? `-${column.sort}` : column.sort!)}
                >
                  {column.title}
                  <Arrow way={way} />
                </UnstyledButton>
              ) : (
                column.title
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function Arrow({ way }: { way?: 'ascending' | 'descending' }) {
  if (way === 'ascending') return <IconArrowUp size={14} aria-hidden />;
  if (way === 'descending') return <IconArrowDown size={14} aria-hidden />;
  return <IconArrowsSort size={14} aria-hidden className={classes.unsorted} />;
}
