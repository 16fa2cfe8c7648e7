import { Switch } from '@mantine/core';
import { type FieldValues, useController } from 'react-hook-form';
import type { ControlProps } from './control';

/** On or off. Mantine keeps a state of its own unless `checked` says what the form holds. */
export function SwitchControl<T extends FieldValues>({ name, control, label, help, isDisabled }: ControlProps<T>) {
  const {
    field: { ref, name: named, value, onChange, onBlur },
    fieldState,
  } = useController({ name, control });
  return (
    <Switch
      name={named}
      ref={ref}
      checked={Boolean(value)}
      onChange={(event) => onChange(event.currentTarget.checked)}
      onBlur={onBlur}
      label={label}
      description={help}
      disabled={isDisabled}
      error={fieldState.error?.message}
    />
  );
}
