import { UnstyledButton } from '@mantine/core';
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs';
import IconCircleCheck from '@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs';
import IconCloudOff from '@tabler/icons-react/dist/esm/icons/IconCloudOff.mjs';
import IconRefresh from '@tabler/icons-react/dist/esm/icons/IconRefresh.mjs';
import { useTranslation } from 'react-i18next';
import type { Condition } from './condition';
import classes from './SystemState.module.css';

const LOOKS = {
  unknown: { tone: 'off', Icon: IconRefresh },
  in_sync: { tone: 'good', Icon: IconCircleCheck },
  sending: { tone: 'busy', Icon: IconRefresh },
  filling_anew: { tone: 'busy', Icon: IconRefresh },
  behind: { tone: 'warn', Icon: IconAlertTriangle },
  several_behind: { tone: 'warn', Icon: IconAlertTriangle },
  all_draining: { tone: 'bad', Icon: IconAlertTriangle },
  no_proxy: { tone: 'bad', Icon: IconAlertTriangle },
  redis_away: { tone: 'bad', Icon: IconCloudOff },
  service_away: { tone: 'bad', Icon: IconCloudOff },
};

type Props = { condition: Condition; text: string; troubles: number; isOpen: boolean; onToggle: () => void };

/** The system's condition in a word; opens the details. */
export function Chip({ condition: { kind }, text, troubles, isOpen, onToggle }: Props) {
  const { t } = useTranslation('system-state');
  const { tone, Icon } = LOOKS[kind];
  return (
    <UnstyledButton className={classes.chip} data-tone={tone} aria-expanded={isOpen} onClick={onToggle}>
      <Icon size={16} aria-hidden />
      {text}
      {troubles > 0 && <span className={classes.troubles}>{t('troubles', { count: troubles })}</span>}
      <IconChevronDown size={14} aria-hidden />
    </UnstyledButton>
  );
}
