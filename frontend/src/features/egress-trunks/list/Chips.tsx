import { UnstyledButton } from '@mantine/core';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Filters, NO_FILTERS } from './search';
import classes from './Toolbar.module.css';
import { useFilterTexts } from './useFilterTexts';

type Props = {
  filters: Filters;
  onChange: (change: Filters) => void;
  /** How many trunks fit. */
  children: ReactNode;
};

/** How many trunks fit, and the filters that are on, each to be taken away. */
export function Chips({ filters, onChange, children }: Props) {
  const { t } = useTranslation('egress-trunks');
  const on = useFilterTexts().on(filters);
  return (
    <div className={classes.chips}>
      <span role="status" className={classes.count}>
        {children}
      </span>
      {on.map(({ id, text, without }) => (
        <UnstyledButton
          key={id}
          className={classes.chip}
          aria-label={t('chip.remove', { name: text })}
          onClick={() => onChange(without)}
        >
          {text}
          <IconX size={14} aria-hidden />
        </UnstyledButton>
      ))}
      {on.length > 1 && (
        <UnstyledButton className={classes.chip} onClick={() => onChange(NO_FILTERS)}>
          {t('chip.removeAll')}
        </UnstyledButton>
      )}
    </div>
  );
}
