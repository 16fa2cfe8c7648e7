import { Skeleton, Stack } from '@mantine/core';
import { Outlet, useParams } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../shared/feedback/ProblemAlert';
import { NoTrunk } from './NoTrunk';
import { Tabs } from './Tabs';
import { TrunkHead } from './TrunkHead';
import { TrunkContext, useTrunk } from './useTrunk';

/** One trunk: how it fares, what it is, and what can be done with it. */
export function TrunkPage() {
  const { t } = useTranslation('shared');
  const { trunkId } = useParams({ from: '/admin-settings/egress-trunks/$trunkId' });
  const { data: trunk, error, isPending, refetch } = useTrunk(trunkId);
  if (error?.status === 404) return <NoTrunk trunkId={trunkId} last={trunk} />;
  return (
    <Stack gap="md">
      <ProblemAlert problem={error} onRetry={() => void refetch()} />
      {isPending && (
        <Stack role="status" aria-label={t('loading')}>
          <Skeleton height={64} />
          <Skeleton height={320} />
        </Stack>
      )}
      {trunk && (
        <TrunkContext value={trunk}>
          <TrunkHead trunk={trunk} />
          <Tabs trunkId={trunkId} />
          <Suspense>
            <Outlet />
          </Suspense>
        </TrunkContext>
      )}
    </Stack>
  );
}
