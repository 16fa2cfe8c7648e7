import { Stack } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { api, ok, type Schemas } from '../../../shared/api/client';
import type { ProblemError } from '../../../shared/api/problem';
import { RANGES } from '../charts/ranges';
import { useThisTrunk } from '../useTrunk';
import { CertificateCard } from './CertificateCard';
import classes from './Overview.module.css';
import { Pictures } from './Pictures';
import { SettingsCard } from './SettingsCard';
import { StatusCard } from './StatusCard';
import { Warnings } from './Warnings';

const route = getRouteApi('/admin-settings/egress-trunks/$trunkId/');
/** Figures come a few seconds late, and nobody tells of them. */
const READ_AGAIN_MS = 30_000;

/** How the trunk fares, in words and pictures, and what it is set to. */
export function Overview() {
  const trunk = useThisTrunk();
  const { range = '24h' } = route.useSearch();
  const { trunkId } = trunk;
  const history = useQuery<Schemas['TrunkHistory'], ProblemError>({
    queryKey: ['egress-trunks', 'history', trunkId, range],
    queryFn: ({ signal }) =>
      ok(
        api.GET('/api/v1/egress-trunks/{trunkId}/history', {
          params: { path: { trunkId }, query: { hours: RANGES[range].hours } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: READ_AGAIN_MS,
    staleTime: 0,
  });
  return (
    <div className={classes.overview}>
      <Stack className={classes.main}>
        <StatusCard trunk={trunk} />
        <Warnings trunk={trunk} history={history.data} />
        <Pictures trunk={trunk} range={range} history={history} />
      </Stack>
      <Stack className={classes.side}>
        {trunk.authMethod === 'tls_mutual' && <CertificateCard trunk={trunk} />}
        <SettingsCard trunk={trunk} />
      </Stack>
    </div>
  );
}
