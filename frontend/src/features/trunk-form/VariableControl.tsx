import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Control, useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { ORDER } from '../../shared/form/control';
import { useFormats } from '../../shared/format/time';
import { Expiry } from '../../shared/variables/Expiry';
import { VariableDialog } from '../../shared/variables/VariableDialog';
import { listVariables } from './api';
import type { Draft } from './draft';
import classes from './TrunkForm.module.css';

type Props = { control: Control<Draft>; name: 'tlsCertVariable' | 'tlsCaVariable'; isDisabled: boolean };

/** One of the team's variables, with what is known of its certificate; or a new one, made in place. */
export function VariableControl({ control, name, isDisabled }: Props) {
  const { t } = useTranslation('trunk-form');
  const { date } = useFormats();
  const { field, fieldState } = useController({ control, name });
  const [isMaking, setMaking] = useState(false);
  const isOwn = name === 'tlsCertVariable';
  const type = isOwn ? 'secret' : undefined;
  const variables = useQuery({
    queryKey: ['variables', 'all', type],
    queryFn: ({ signal }) => listVariables(type, signal),
  });
  const names = variables.data?.map((variable) => variable.name) ?? [];
  // What is chosen stays so while the list is on its way.
  const shown = field.value === '' || names.includes(field.value) ? names : [field.value, ...names];
  const chosen = variables.data?.find((variable) => variable.name === field.value);
  return (
    <div>
      <NativeSelect
        {...field}
        label={t(`field.${name}`)}
        description={t(`field.${name}.help`)}
        required={isOwn}
        disabled={isDisabled}
        error={fieldState.error?.message}
        inputWrapperOrder={ORDER}
        data={[{ value: '', label: t('variable.none') }, ...shown.map((value) => ({ value, label: value }))]}
      />
      {chosen && (
        <Group gap="xs" mt={6}>
          <Text size="sm" className={classes.long}>
            {chosen.certificate
              ? t('variable.expires', { subject: chosen.certificate.subject, date: date(chosen.certificate.notAfter) })
              : t('variable.plain')}
          </Text>
          {chosen.certificate && <Expiry daysLeft={chosen.certificate.daysLeft} />}
        </Group>
      )}
      {!isDisabled && (
        <Button size="xs" variant="default" mt="xs" onClick={() => setMaking(true)}>
          {t('variable.new')}
        </Button>
      )}
      <VariableDialog
        isOpen={isMaking}
        kinds={isOwn ? ['certificate'] : ['text', 'certificate']}
        onSaved={(variable) => {
          field.onChange(variable.name);
          setMaking(false);
        }}
        onClose={() => setMaking(false)}
      />
    </div>
  );
}
