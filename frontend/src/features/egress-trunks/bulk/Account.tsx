import { List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BulkAction } from './action';
import type { Plan } from './plan';

/** What will happen, in plain words. */
export function Account({
  action,
  plan: { changed, unchanged, gone, effects, isRough },
}: {
  action: BulkAction;
  plan: Plan;
}) {
  const { t } = useTranslation('egress-trunks');
  const without = effects.baseNumbersWithoutTrunkCount;
  const more = without - effects.baseNumbersWithoutTrunk.length;
  const movesNumbers = changed > 0 && action === 'set_priority' && effects.baseNumbersTouched > 0;
  return (
    <div role="status">
      <Text fw={600}>{changed === 0 ? t('plan.nothing') : t(`plan.${action}`, { count: changed })}</Text>
      <List size="sm" mt="xs" spacing={4}>
        {unchanged > 0 && <List.Item>{t('plan.unchanged', { count: unchanged })}</List.Item>}
        {gone > 0 && <List.Item>{t('plan.gone', { count: gone })}</List.Item>}
        {effects.registrationsStarted > 0 && (
          <List.Item>{t('plan.registers', { count: effects.registrationsStarted })}</List.Item>
        )}
        {effects.registrationsEnded > 0 && (
          <List.Item>{t('plan.unregisters', { count: effects.registrationsEnded })}</List.Item>
        )}
        {movesNumbers && <List.Item>{t('plan.order', { count: effects.baseNumbersTouched })}</List.Item>}
        {changed > 0 && (action === 'disable' || action === 'delete') && <List.Item>{t('plan.running')}</List.Item>}
        {without > 0 && (
          <List.Item>
            <Text span fw={600} size="sm" style={{ color: 'var(--mantine-color-error)' }}>
              {t(isRough ? 'plan.withoutAtLeast' : 'plan.without', { count: without })}
            </Text>{' '}
            {effects.baseNumbersWithoutTrunk.join(', ')}
            {more > 0 && ` ${t('plan.andMore', { count: more })}`}
          </List.Item>
        )}
      </List>
    </div>
  );
}
