import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import IconBaselineDensitySmall from '@tabler/icons-react/dist/esm/icons/IconBaselineDensitySmall.mjs';
import IconFilter from '@tabler/icons-react/dist/esm/icons/IconFilter.mjs';
import IconKeyboard from '@tabler/icons-react/dist/esm/icons/IconKeyboard.mjs';
import { lazy, type RefObject, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DEFAULT_SORT } from './queries';
import { SearchField } from './SearchField';
import type { ListSearch, Sort } from './search';
import classes from './Toolbar.module.css';

const FilterPanel = lazy(() => import('./FilterPanel'));

const SORTS = [
  'name',
  '-name',
  'trunkId',
  '-priority',
  'priority',
  '-updatedAt',
  '-maxConcurrentCalls',
  'authMethod',
  'transport',
  '-enabled',
] as const satisfies readonly Sort[];

type Props = {
  search: ListSearch;
  /** Changes some of it, and keeps the rest. */
  onChange: (change: Partial<ListSearch>, isTyping?: boolean) => void;
  searchField: RefObject<HTMLInputElement | null>;
  onHelp: () => void;
};

/** Search, filters, order and density of the list. */
export function Toolbar({ search, onChange, searchField, onHelp }: Props) {
  const { t } = useTranslation('egress-trunks');
  const [isOpen, setOpen] = useState(false);
  const sort = search.sort ?? DEFAULT_SORT;
  const sorts = SORTS.some((one) => one === sort) ? SORTS : [sort, ...SORTS];
  return (
    <div>
      <div className={classes.bar}>
        <SearchField q={search.q} ref={searchField} onSearch={(q) => onChange({ q }, true)} />
        <Button
          variant="default"
          leftSection={<IconFilter size={16} aria-hidden />}
          aria-expanded={isOpen}
          aria-controls="trunk-filters"
          onClick={() => setOpen(!isOpen)}
        >
          {t('filters')}
        </Button>
        <NativeSelect
          aria-label={t('sort')}
          value={sort}
          onChange={(event) => onChange({ sort: event.currentTarget.value as Sort })}
          data={sorts.map((value) => ({ value, label: t(`sort.${value}`) }))}
        />
        <ActionIcon
          variant={search.dense ? 'light' : 'default'}
          size="input-sm"
          aria-label={t('dense')}
          aria-pressed={search.dense ?? false}
          title={t('dense')}
          onClick={() => onChange({ dense: search.dense ? undefined : true })}
        >
          <IconBaselineDensitySmall size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="default" size="input-sm" aria-label={t('keys')} title={t('keys')} onClick={onHelp}>
          <IconKeyboard size={18} aria-hidden />
        </ActionIcon>
      </div>
      <div id="trunk-filters" hidden={!isOpen}>
        {isOpen && (
          <Suspense>
            <FilterPanel filters={search} onChange={onChange} />
          </Suspense>
        )}
      </div>
    </div>
  );
}
