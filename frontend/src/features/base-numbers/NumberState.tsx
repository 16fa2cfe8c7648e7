import { Badge, Text } from '@mantine/core';
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import { useTranslation } from 'react-i18next';
import classes from './BaseNumbers.module.css';
import type { BaseNumber } from './queries';
import type { TrunkFacts } from './trunkFacts';

type Props = {
  number: BaseNumber;
  facts: ReadonlyMap<string, TrunkFacts>;
  /** Says nothing unless something is wrong. */
  isQuiet?: boolean;
};

/** Whether calls from a number have a trunk to go out over. */
export function NumberState({ number, facts, isQuiet = false }: Props) {
  const { t } = useTranslation('base-numbers');
  const trunks = number.egressTrunks;
  const isStuck =
    trunks !== undefined && trunks.length > 0 && trunks.every((trunkId) => facts.get(trunkId)?.enabled === false);
  if (number.egressTrunkCount > 0 && !isStuck) {
    if (isQuiet) return null;
    return (
      <Text size="sm" c="dimmed">
        {t('state.linked')}
      </Text>
    );
  }
  return (
    <Badge color="red" leftSection={<IconAlertTriangle size={12} aria-hidden />} maw="100%" className={classes.state}>
      {t(isStuck ? 'state.disabled' : 'state.none')}
    </Badge>
  );
}
