import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from './TrunkPage.module.css';

const TABS = [
  { to: '/admin-settings/egress-trunks/$trunkId', text: 'tab.overview' },
  { to: '/admin-settings/egress-trunks/$trunkId/base-numbers', text: 'tab.numbers' },
  { to: '/admin-settings/egress-trunks/$trunkId/attempts', text: 'tab.attempts' },
  { to: '/admin-settings/egress-trunks/$trunkId/history', text: 'tab.history' },
] as const;

/** The parts of a trunk's page, each with an address. */
export function Tabs({ trunkId }: { trunkId: string }) {
  const { t } = useTranslation('trunk-page');
  return (
    <nav aria-label={t('tabs')} className={classes.tabs}>
      {TABS.map(({ to, text }) => (
        <Link key={to} to={to} params={{ trunkId }} activeOptions={{ exact: true, includeSearch: false }}>
          {t(text)}
        </Link>
      ))}
    </nav>
  );
}
