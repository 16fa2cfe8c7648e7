import { memo } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { SelectControl } from '../../shared/form/SelectControl';
import { SectionCard } from './SectionCard';
import type { SectionProps } from './sections';
import classes from './TrunkForm.module.css';
import { VariableControl } from './VariableControl';

const TRANSPORTS = ['udp', 'tcp', 'tls'] as const;

/** By which transport requests travel, and whom we trust at the other end. */
export const TransportSection = memo(function TransportSection({ control, isDisabled }: SectionProps) {
  const { t } = useTranslation('trunk-form');
  const transport = useWatch({ control, name: 'transport' });
  return (
    <SectionCard name="transport">
      <div className={classes.fields}>
        <SelectControl
          control={control}
          name="transport"
          label={t('field.transport')}
          help={t('field.transport.help')}
          isRequired
          isDisabled={isDisabled}
          options={TRANSPORTS.map((value) => ({ value, label: t(`transport.${value}`) }))}
        />
        {transport === 'tls' && <VariableControl control={control} name="tlsCaVariable" isDisabled={isDisabled} />}
      </div>
    </SectionCard>
  );
});
