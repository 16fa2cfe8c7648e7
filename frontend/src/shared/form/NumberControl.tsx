import { NumberInput } from '@mantine/core';
import { type FieldValues, useController } from 'react-hook-form';
import { type ControlProps, ORDER } from './control';

type Props<T extends FieldValues> = ControlProps<T> & { min?: number; max?: number };

/** A whole number; an empty field is the empty string. The server says what is out of range. */
export function NumberControl<T extends FieldValues>({
  name,
  control,
  label,
  help,
  isRequired,
  isDisabled,
  min,
  max,
}: Props<T>) {
  const { field, fieldState } = useController({ name, control });
  return (
    <NumberInput
      {...field}
      label={label}
      description={help}
      required={isRequired}
      disabled={isDisabled}
      error={fieldState.error?.message}
      min={min}
      max={max}
      clampBehavior="none"
      allowDecimal={false}
      inputWrapperOrder={ORDER}
    />
  );
}
