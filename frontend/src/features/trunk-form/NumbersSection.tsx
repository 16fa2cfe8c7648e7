import { Stack, Text } from '@mantine/core';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { PickControl } from '../../shared/form/PickControl';
import { findNumbers } from './api';
import { SectionCard } from './SectionCard';
import type { SectionProps } from './sections';
import { TrunkOrder } from './TrunkOrder';
import type { Preview } from './usePreview';

/** Which base numbers' calls may go out here, and which trunk wins for the first of them. */
export function NumbersSection({ control, isDisabled, preview }: SectionProps & { preview: Preview }) {
  const { t } = useTranslation('trunk-form');
  const count = useWatch({ control, name: 'baseNumbers' }).length;
  const { orders } = preview;
  const more = count - orders.length;
  return (
    <SectionCard name="numbers">
      <PickControl
        control={control}
        name="baseNumbers"
        label={t('field.baseNumbers')}
        help={t('field.baseNumbers.help')}
        isDisabled={isDisabled}
        of="base-numbers"
        find={findNumbers}
      />
      {orders.length > 0 && !preview.problem && (
        <Stack gap={4} component="section" aria-label={t('order.title')}>
          {orders.map((each) => (
            <TrunkOrder key={each.baseNumber} preview={each} />
          ))}
          {more > 0 && (
            <Text size="sm" c="dimmed">
              {t('order.more', { count: more })}
            </Text>
          )}
        </Stack>
      )}
    </SectionCard>
  );
}
