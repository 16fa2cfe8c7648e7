import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../shared/api/client';
import { connectionStore } from '../../../shared/events';
import { useFormats } from '../../../shared/format/time';
import { summaryQuery } from './queries';
import { type Filters, type ListSearch, NO_FILTERS } from './search';
import classes from './Summary.module.css';

const POLL_MS = 10_000;

type Figure = {
  id: 'trunks' | 'troubled' | 'registered' | 'atCap' | 'callsNow' | 'unlinked' | 'expiring';
  value: number;
  of?: number;
  /** The filter whose list this counts; undefined: the list can't tell. */
  filters?: Filters;
  needsLook?: boolean;
};

const figures = (counts: Schemas['TrunkSummary']): Figure[] => {
  const troubled = counts.states.not_ready + counts.states.refused;
  const { registered } = counts.registrations;
  return [
    { id: 'trunks', value: counts.total, filters: {} },
    { id: 'troubled', value: troubled, filters: { state: ['not_ready', 'refused'] }, needsLook: troubled > 0 },
    {
      id: 'registered',
      value: registered,
      of: counts.registrationTrunks,
      filters: { authMethod: ['registration'], enabled: true },
      needsLook: registered < counts.registrationTrunks,
    },
    { id: 'callsNow', value: counts.callsNow },
    { id: 'atCap', value: counts.atCap, filters: { atCap: true }, needsLook: counts.atCap > 0 },
    { id: 'unlinked', value: counts.unlinked, filters: { unlinked: true }, needsLook: counts.unlinked > 0 },
    {
      id: 'expiring',
      value: counts.certificatesExpiring,
      filters: { expiring: true },
      needsLook: counts.certificatesExpiring > 0,
    },
  ];
};

/** How all trunks fare together; each figure leads to those that it counts. */
export function Summary({ search }: { search: ListSearch }) {
  const { t } = useTranslation('egress-trunks');
  const { number } = useFormats();
  const isLost = useSyncExternalStore(connectionStore.subscribe, connectionStore.get) === 'lost';
  const { data, isError } = useQuery({ ...summaryQuery, refetchInterval: isLost && POLL_MS });
  if (!data) return <p className={classes.waiting}>{isError ? t('summary.away') : null}</p>;
  return (
    <ul className={classes.strip} aria-label={t('summary.label')}>
      {figures(data).map(({ id, value, of, filters, needsLook }) => {
        const words = (
          <>
            <span className={classes.value}>{of === undefined ? number(value) : t('summary.of', { value, of })}</span>
            <span className={classes.name}>{t(`summary.${id}`)}</span>
          </>
        );
        return (
          <li key={id} data-look={needsLook || undefined}>
            {filters ? (
              <Link
                to="/admin-settings/egress-trunks"
                search={{ ...NO_FILTERS, sort: search.sort, dense: search.dense, ...filters }}
                activeOptions={{ exact: true, includeSearch: true }}
                className={classes.figure}
              >
                {words}
              </Link>
            ) : (
              <div className={classes.figure}>{words}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
