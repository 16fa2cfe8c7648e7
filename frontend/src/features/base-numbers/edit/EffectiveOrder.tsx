import { Alert, Text } from '@mantine/core';
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import IconRoute from '@tabler/icons-react/dist/esm/icons/IconRoute.mjs';
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, ok } from '../../../shared/api/client';
import { inWinningOrder } from '../trunkFacts';

/** In a sentence: which trunks calls from the number try, in which order. */
export function EffectiveOrder({ trunkIds }: { trunkIds: readonly string[] }) {
  const { t, i18n } = useTranslation('base-numbers');
  const queries = useQueries({
    queries: trunkIds.map((trunkId) => ({
      queryKey: ['egress-trunks', 'one', trunkId],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        ok(api.GET('/api/v1/egress-trunks/{trunkId}', { params: { path: { trunkId } }, signal })),
    })),
  });
  const trunks = queries.map(({ data }) => data).filter((trunk) => trunk !== undefined);
  const enabled = inWinningOrder(trunks.filter((trunk) => trunk.enabled));
  const skipped = trunks.filter((trunk) => !trunk.enabled).map(({ name }) => name);
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  const isStuck = trunks.length === trunkIds.length && enabled.length === 0;
  if (trunks.length < trunkIds.length)
    return (
      <Text size="sm" c="dimmed" role="status">
        {t('order.finding')}
      </Text>
    );
  return (
    <Alert
      color={!isStuck ? 'blue' : trunkIds.length === 0 ? 'orange' : 'red'}
      role="status"
      icon={isStuck ? <IconAlertTriangle aria-hidden /> : <IconRoute aria-hidden />}
    >
      {enabled.length > 0 &&
        t('order.tries', {
          trunks: enabled.map(({ name, priority }) => `${name} (${priority})`).join(t('order.then')),
        })}
      {isStuck && t(trunkIds.length === 0 ? 'order.none' : 'order.stuck')}
      {skipped.length > 0 && ` ${t('order.skipped', { count: skipped.length, trunks: list.format(skipped) })}`}
    </Alert>
  );
}
