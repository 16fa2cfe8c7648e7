import { Button, Skeleton, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api, ok, type Schemas } from '../../shared/api/client';
import { AuditTimeline } from '../../shared/audit/AuditTimeline';
import { Blank } from '../../shared/feedback/Blank';
import { ProblemAlert } from '../../shared/feedback/ProblemAlert';
import { useRows } from '../../shared/table/useRows';
import { useThisTrunk } from './useTrunk';

const PAGE = 50;

/** Who changed the trunk, when, and what. */
export function TrunkHistory() {
  const { t } = useTranslation(['trunk-page', 'shared']);
  const { trunkId, revision } = useThisTrunk();
  // Another revision means another entry.
  const { rows, isPending, problem, retry, hasMore, readMore } = useRows<Schemas['AuditEntry']>(
    ['audit', 'of-trunk', trunkId, revision],
    (cursor, signal) =>
      ok(api.GET('/api/v1/audit', { params: { query: { kind: 'trunk', key: trunkId, cursor, limit: PAGE } }, signal })),
  );
  return (
    <Stack maw="60rem">
      <ProblemAlert problem={problem} onRetry={retry} />
      {isPending && <Skeleton height={240} role="status" aria-label={t('shared:loading')} />}
      {!isPending && !problem && rows.length === 0 && <Blank title={t('history.none')} text={t('history.none.hint')} />}
      {rows.length > 0 && <AuditTimeline label={t('tab.history')} entries={rows} />}
      {hasMore && (
        <Button variant="default" onClick={readMore}>
          {t('history.more')}
        </Button>
      )}
    </Stack>
  );
}
