import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../shared/api/client';
import classes from './SystemState.module.css';

const MOST_NAMED = 20;

type Trouble = { kind: 'trunk' | 'number'; key: string; reason: string };

/** A proxy: of which release it is, which revision it runs, whether it drains, and what it can't use, with the way to it. */
export function Proxy({
  node: { node, version, draining, revision, lag, refused, notReady },
  onLeave,
}: {
  node: Schemas['Node'];
  onLeave: () => void;
}) {
  const { t } = useTranslation('system-state');
  const troubles: Trouble[] = [
    ...refused,
    ...notReady.map(({ trunkId, reason }) => ({ kind: 'trunk' as const, key: trunkId, reason })),
  ];
  const behind = ({ revisions: count, seconds }: Schemas['Lag']) =>
    seconds === undefined
      ? t('proxy.behind', { revision, count })
      : t('proxy.behindSince', { revision, count, seconds });
  const more = troubles.length - MOST_NAMED;
  return (
    <section aria-label={node} className={classes.proxy}>
      <Text size="sm" fw={600}>
        {node}
      </Text>
      <Text size="sm" c="dimmed">
        {version === undefined ? t('proxy.older') : t('proxy.version', { version })}
      </Text>
      <Text size="sm">
        {!lag && t('proxy.anew')}
        {lag?.revisions === 0 && t('proxy.newest', { revision })}
        {lag && lag.revisions > 0 && behind(lag)}
      </Text>
      {draining && <Text size="sm">{t('proxy.draining')}</Text>}
      {troubles.length > 0 && (
        <ul className={classes.list}>
          {troubles.slice(0, MOST_NAMED).map(({ kind, key, reason }) => (
            <li key={`${kind} ${key}`}>
              {kind === 'trunk' ? (
                <Link to="/admin-settings/egress-trunks/$trunkId" params={{ trunkId: key }} onClick={onLeave}>
                  {key}
                </Link>
              ) : (
                key
              )}
              : {reason}
            </li>
          ))}
          {more > 0 && <li>{t('proxy.more', { count: more })}</li>}
        </ul>
      )}
    </section>
  );
}
