import { memo } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { TextControl } from '../../shared/form/TextControl';
import { ChoiceCards } from './ChoiceCards';
import { SectionCard } from './SectionCard';
import type { SectionProps } from './sections';

const MODES = ['passthrough', 'base_number', 'override'] as const;

/** Which number whoever is called sees. */
export const CallerIdSection = memo(function CallerIdSection({ control, isDisabled }: SectionProps) {
  const { t } = useTranslation('trunk-form');
  const mode = useWatch({ control, name: 'callerIdMode' });
  return (
    <SectionCard name="callerId">
      <ChoiceCards
        control={control}
        name="callerIdMode"
        label={t('field.callerIdMode')}
        help={t('field.callerIdMode.help')}
        choices={MODES.map((value) => ({ value, title: t(`mode.${value}`), what: t(`mode.${value}.what`) }))}
      />
      {mode === 'override' && (
        <TextControl
          control={control}
          name="callerIdOverride"
          label={t('field.callerIdOverride')}
          help={t('field.callerIdOverride.help')}
          isRequired
          isDisabled={isDisabled}
          inputMode="tel"
          mono
        />
      )}
    </SectionCard>
  );
});
