import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { NumberControl } from '../../shared/form/NumberControl';
import { CodecOrder } from './CodecOrder';
import { SectionCard } from './SectionCard';
import type { SectionProps } from './sections';
import classes from './TrunkForm.module.css';

/** How many calls, how long they may ring, and how they are encoded. */
export const TechnicalSection = memo(function TechnicalSection({ control, isDisabled }: SectionProps) {
  const { t } = useTranslation('trunk-form');
  return (
    <SectionCard name="technical">
      <div className={classes.fields}>
        <CodecOrder control={control} isDisabled={isDisabled} />
        <NumberControl
          control={control}
          name="maxConcurrentCalls"
          label={t('field.maxConcurrentCalls')}
          help={t('field.maxConcurrentCalls.help')}
          min={0}
          isDisabled={isDisabled}
        />
        <NumberControl
          control={control}
          name="ringTimeout"
          label={t('field.ringTimeout')}
          help={t('field.ringTimeout.help')}
          min={5}
          max={180}
          isDisabled={isDisabled}
        />
      </div>
    </SectionCard>
  );
});
