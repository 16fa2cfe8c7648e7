import { Badge, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TrunkFacts } from './trunkFacts';
import classes from './TrunkPills.module.css';

type Props = {
  /** In winning order. */
  trunkIds: readonly string[] | undefined;
  count: number;
  facts: ReadonlyMap<string, TrunkFacts>;
};

const SHOWN = 3;

/** The trunks of a number in winning order; the first that is enabled is used first. */
export function TrunkPills({ trunkIds, count, facts }: Props) {
  const { t } = useTranslation('base-numbers');
  if (!trunkIds) return <Text size="sm">{t('trunks.many', { count })}</Text>;
  const first = trunkIds.find((trunkId) => facts.get(trunkId)?.enabled);
  const more = trunkIds.length - SHOWN;
  return (
    <Group gap={6}>
      {trunkIds.slice(0, SHOWN).map((trunkId) => {
        const trunk = facts.get(trunkId);
        const isFirst = trunkId === first;
        return (
          <Badge key={trunkId} color={isFirst ? undefined : 'gray'} title={trunkId} className={classes.pill}>
            <span className={trunk?.enabled === false ? classes.disabled : undefined}>{trunk?.name ?? trunkId}</span>
            {trunk && <span className={classes.priority}> {trunk.priority}</span>}
            {isFirst && trunkIds.length > 1 && <span> · {t('trunks.first')}</span>}
            {trunk?.enabled === false && <span> · {t('trunks.disabled')}</span>}
          </Badge>
        );
      })}
      {more > 0 && (
        <Text size="sm" c="dimmed">
          {t('trunks.more', { count: more })}
        </Text>
      )}
    </Group>
  );
}
