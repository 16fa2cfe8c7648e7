import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Range, RANGES } from '../charts/ranges';
import classes from './Overview.module.css';

/** How far back the pictures go; each choice is an address. */
export function RangeSwitch({ range }: { range: Range }) {
  const { t } = useTranslation('trunk-page');
  return (
    <nav aria-label={t('range')} className={classes.ranges}>
      {(Object.keys(RANGES) as Range[]).map((one) => (
        <Link
          key={one}
          from="/admin-settings/egress-trunks/$trunkId"
          to="."
          search={{ range: one }}
          replace
          resetScroll={false}
          aria-current={one === range ? 'true' : undefined}
        >
          {t(`range.${one}`)}
        </Link>
      ))}
    </nav>
  );
}
