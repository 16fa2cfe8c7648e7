import { Group, Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Control, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { api, ok } from '../../shared/api/client';
import { CopyButton } from '../../shared/feedback/CopyButton';
import { ProblemAlert } from '../../shared/feedback/ProblemAlert';
import type { ProblemError } from '../../shared/api/problem';
import type { Draft } from './draft';
import classes from './Preview.module.css';

const METHODS = {
  ip_only: 'give.ip',
  digest: 'give.password',
  registration: 'give.register',
  ip_and_digest: 'give.ipAndPassword',
  tls_mutual: 'give.certificate',
} as const;

/** What the carrier has to know of us, to copy. */
export function HandOver({ control }: { control: Control<Draft> }) {
  const { t } = useTranslation('trunk-form');
  const { t: words } = useTranslation('trunks');
  const draft = useWatch({ control }) as Draft;
  const { transport } = draft;
  const sync = useQuery({ queryKey: ['sync'], queryFn: ({ signal }) => ok(api.GET('/api/v1/sync', { signal })) });
  const all = (sync.data?.nodes ?? [])
    .flatMap((node) => node.addresses)
    .filter((address) => address.transport === transport);
  const addresses = [...new Set(all.map(({ host, port }) => `${host}:${port}`))];
  const facts: [string, string][] = [
    [t('give.method'), t(METHODS[draft.authMethod])],
    [t('give.codecs'), draft.codecPreferences.join(', ')],
    [t('give.numbers'), t(`numberFormat.${draft.numberFormat}`)],
    [
      t('give.caller'),
      draft.identityHeader === 'none' ? 'From' : `From, ${t(`identityHeader.${draft.identityHeader}`)}`,
    ],
    [t('give.calls'), Number(draft.maxConcurrentCalls) > 0 ? String(draft.maxConcurrentCalls) : t('give.unlimited')],
  ];
  // Over TLS such calls have connections of their own.
  const hasOtherPorts = transport === 'tls' && (draft.authMethod === 'tls_mutual' || draft.tlsCaVariable !== '');
  const text = [
    `${t('give.addresses')} (${words(`transport.${transport}`)}):`,
    ...addresses.map((address) => `  ${address}`),
    ...(hasOtherPorts ? [t('give.otherPorts')] : []),
    ...facts.map(([term, fact]) => `${term}: ${fact}`),
  ].join('\n');
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="give-title">
      <Stack gap="sm">
        <div>
          <Group justify="space-between" wrap="nowrap">
            <h2 id="give-title" className={classes.heading}>
              {t('give.title')}
            </h2>
            {addresses.length > 0 && <CopyButton text={text} name={t('give.all')} />}
          </Group>
          <Text size="xs" c="dimmed">
            {t('give.about')}
          </Text>
        </div>
        <ProblemAlert problem={sync.error as ProblemError | null} onRetry={() => void sync.refetch()} />
        {sync.isSuccess && addresses.length === 0 && (
          <Text size="sm">{t('give.none', { transport: words(`transport.${transport}`) })}</Text>
        )}
        <dl className={classes.lines}>
          {addresses.length > 0 && (
            <div>
              <dt>
                {t('give.addresses')} ({words(`transport.${transport}`)})
              </dt>
              {addresses.map((address) => (
                <dd key={address} className={classes.address}>
                  <code>{address}</code>
                  <CopyButton text={address} name={t('give.address', { address })} />
                </dd>
              ))}
              {hasOtherPorts && <dd>{t('give.otherPorts')}</dd>}
            </div>
          )}
          {facts.map(([term, fact]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{fact}</dd>
            </div>
          ))}
        </dl>
      </Stack>
    </Paper>
  );
}
