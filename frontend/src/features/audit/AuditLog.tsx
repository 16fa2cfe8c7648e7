import { Button, Stack, Text, Title } from '@mantine/core';
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AuditTimeline } from '../../shared/audit/AuditTimeline';
import { Blank } from '../../shared/feedback/Blank';
import { PageHeading } from '../../shared/feedback/PageHeading';
import { useFormats } from '../../shared/format/time';
import { ListStates } from '../../shared/table/ListStates';
import { useRows } from '../../shared/table/useRows';
import { About } from './About';
import { AuditFilters } from './AuditFilters';
import classes from './AuditLog.module.css';
import { type AuditEntry, readAudit } from './queries';
import type { AuditSearch } from './search';
import { useNewChanges } from './useNewChanges';

const route = getRouteApi('/admin-settings/audit');

/** What was changed, by whom, and how: the newest first, day by day. */
export function AuditLog() {
  const { t } = useTranslation('audit');
  const { date } = useFormats();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const list = useRows<AuditEntry>(['audit', 'log', search], (cursor, signal) => readAudit(search, cursor, signal));
  const news = useNewChanges(search);
  const isFiltered = Object.values(search).some((value) => value !== undefined);
  const go = (change: Partial<AuditSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const clear = () => void navigate({ search: {}, replace: true });
  return (
    <Stack>
      <PageHeading title={t('title')} text={t('intro')} />
      <AuditFilters search={search} isFiltered={isFiltered} onChange={go} onClear={clear} />
      <div role="status" className={classes.news}>
        {news.count > 0 && (
          <Button
            size="xs"
            radius="xl"
            leftSection={<IconArrowUp size={14} aria-hidden />}
            onClick={() => void news.read()}
          >
            {t('new', { count: news.count })}
          </Button>
        )}
      </div>
      <ListStates list={list} isFiltered={isFiltered} onClearFilters={clear} empty={<Blank title={t('empty')} />}>
        <div className={classes.days} data-stale={list.isStale || undefined}>
          {byDay(list.rows, ({ at }) => date(at)).map(([day, entries]) => (
            <section key={day}>
              <Title order={2} className={classes.day}>
                {day}
              </Title>
              <AuditTimeline label={day} entries={entries} about={(entry) => <About entry={entry} />} />
            </section>
          ))}
        </div>
        {list.hasMore ? (
          <Button variant="default" className={classes.more} onClick={list.readMore}>
            {t('more')}
          </Button>
        ) : (
          <Text size="sm" c="dimmed">
            {t('end')}
          </Text>
        )}
      </ListStates>
    </Stack>
  );
}

function byDay(entries: readonly AuditEntry[], dayOf: (entry: AuditEntry) => string): [string, AuditEntry[]][] {
  const days = new Map<string, AuditEntry[]>();
  for (const entry of entries) days.set(dayOf(entry), [...(days.get(dayOf(entry)) ?? []), entry]);
  return [...days];
}
