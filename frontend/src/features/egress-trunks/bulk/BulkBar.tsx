import { Button, Group, Paper, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { BULK_ACTIONS, type BulkAction } from './action';
import classes from './BulkBar.module.css';

type Props = {
  count: number;
  /** Chosen and yet in no row that is shown. */
  hidden: number;
  /** Those that fit the filters; undefined: all of them are chosen. */
  matching?: number;
  isChoosingAll: boolean;
  onAll: () => void;
  onNone: () => void;
  onAct: (action: BulkAction) => void;
};

/** What can be done with the trunks that are chosen. */
export function BulkBar({ count, hidden, matching, isChoosingAll, onAll, onNone, onAct }: Props) {
  const { t } = useTranslation('egress-trunks');
  return (
    <Paper component="section" withBorder className={classes.bar} aria-label={t('bulk.label')}>
      <Text size="sm" fw={600} role="status">
        {hidden > 0 ? t('bulk.chosenHidden', { count, hidden }) : t('bulk.chosen', { count })}
      </Text>
      {matching !== undefined && (
        <Button size="compact-sm" variant="subtle" loading={isChoosingAll} onClick={onAll}>
          {t('bulk.all', { count: matching })}
        </Button>
      )}
      <Button size="compact-sm" variant="subtle" onClick={onNone}>
        {t('bulk.none')}
      </Button>
      <Group gap={6} ml="auto">
        {BULK_ACTIONS.map((action) => (
          <Button
            key={action}
            size="compact-sm"
            variant={action === 'delete' ? 'light' : 'default'}
            color={action === 'delete' ? 'red' : undefined}
            onClick={() => onAct(action)}
          >
            {t(`action.${action}`)}
          </Button>
        ))}
      </Group>
    </Paper>
  );
}
