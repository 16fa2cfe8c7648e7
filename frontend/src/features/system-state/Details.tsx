import { Paper, Stack, Text, Title } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../shared/api/client';
import type { ProblemError } from '../../shared/api/problem';
import { conditionOf } from './condition';
import { Proxy } from './Proxy';
import classes from './SystemState.module.css';

type Props = { sync?: Schemas['Sync']; problem: ProblemError | null; isLive: boolean; onClose: () => void };

/** What each proxy runs, and what it can't use. */
export default function Details({ sync, problem, isLive, onClose }: Props) {
  const { t } = useTranslation('system-state');
  const panel = useClickOutside<HTMLDivElement>(onClose, ['mousedown', 'touchstart']);
  const { kind } = conditionOf(sync, problem);
  return (
    <Paper ref={panel} component="section" withBorder shadow="md" className={classes.panel} aria-label={t('title')}>
      <Stack gap="sm">
        <Title order={2} size="h3">
          {t('title')}
        </Title>
        <Text size="sm">{t(`means.${kind}`)}</Text>
        {sync && (
          <dl className={classes.facts}>
            <dt>{t('saved')}</dt>
            <dd>{sync.revision}</dd>
            <dt>{t('published')}</dt>
            <dd>{sync.publishedRevision ?? t('notKnown')}</dd>
          </dl>
        )}
        {sync?.nodes.map((node) => (
          <Proxy key={node.node} node={node} onLeave={onClose} />
        ))}
        <Text size="xs" c="dimmed">
          {t(isLive ? 'live' : 'polled')}
        </Text>
      </Stack>
    </Paper>
  );
}
