import { Badge, Text } from '@mantine/core';
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import { useTranslation } from 'react-i18next';
import classes from './BaseNumbers.module.css';
import type { BaseNumber } from './queries';
import type { TrunkFacts } from './trunkFacts';

/** Whether calls from a number have a trunk to go out over. */
export function NumberState({ number, facts }: { number: BaseNumber; facts: ReadonlyMap<string, TrunkFacts> }) {
  const { t } = useTranslation('base-numbers');
  const trunks = number.egressTrunks;
  const isStuck = trunks !== undefined && trunks.length > 0 && trunks.every((trunkId) => facts.get(trunkId)?.enabled === false);
  if (number.egressTrunkCount > 0 && !isStuck) {
    const first = trunks?.find((trunkId) => facts.get(trunkId)?.enabled);
    return (
      <Text size="sm" c="dimmed">
        {t('state.linked')}
        <span className={classes.underState}>{first && facts.get(first)?.name}</span>
      </Text>
    );
  }
  return (
    <Badge color="red" leftSection={<IconAlertTriangle size={12} aria-hidden />} maw="100%">
      {t(isStuck ? 'state.disabled' : 'state.none')}
    </Badge>
  );
}
