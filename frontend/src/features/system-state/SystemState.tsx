import { VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { api, ok, type Schemas } from '../../shared/api/client';
import type { ProblemError } from '../../shared/api/problem';
import { connectionStore, onEvent } from '../../shared/events';
import { Chip } from './Chip';
import { conditionOf, troublesOf } from './condition';
import classes from './SystemState.module.css';
import { useConditionText } from './useConditionText';

const Details = lazy(() => import('./Details'));

const KEY = ['sync'];
const POLL_MS = 5_000;
/** Every save sends something: only what lasts is worth a screen reader's breath. */
const LASTS_MS = 4_000;

/** How the system is: whether what was saved is in force on every proxy. Live, asked again and again while no event comes. */
export function SystemState() {
  const { t } = useTranslation('system-state');
  const client = useQueryClient();
  const connection = useSyncExternalStore(connectionStore.subscribe, connectionStore.get);
  const { data, error } = useQuery<Schemas['Sync'], ProblemError>({
    queryKey: KEY,
    queryFn: ({ signal }) => ok(api.GET('/api/v1/sync', { signal })),
    refetchInterval: connection === 'lost' && POLL_MS,
    retry: false,
  });
  useEffect(() => onEvent('sync', (sync) => void client.setQueryData(KEY, sync)), [client]);

  const [isOpen, setOpen] = useState(false);
  const condition = conditionOf(data, error);
  const text = useConditionText()(condition);
  const [said] = useDebouncedValue(condition.kind === 'in_sync' ? t('said.in_sync') : text, LASTS_MS);

  return (
    // eslint-disable-next-line jsx-a11y-x/no-static-element-interactions -- closes what the button in it opened
    <div
      className={classes.place}
      onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
      onBlur={(event) => event.relatedTarget && !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}
    >
      <Chip
        condition={condition}
        text={text}
        troubles={troublesOf(data)}
        isOpen={isOpen}
        onToggle={() => setOpen(!isOpen)}
      />
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      {isOpen && (
        <Suspense>
          <Details sync={data} problem={error} isLive={connection === 'open'} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
