import { NativeSelect } from '@mantine/core';
import { type FieldValues, useController } from 'react-hook-form';
import { type ControlProps, ORDER } from './control';

type Props<T extends FieldValues> = ControlProps<T> & { options: readonly { value: string; label: string }[] };

/** One of a few. */
export function SelectControl<T extends FieldValues>({
  name,
  control,
  label,
  help,
  isRequired,
  isDisabled,
  options,
}: Props<T>) {
  const { field, fieldState } = useController({ name, control });
  return (
    <NativeSelect
      {...field}
      value={(field.value as string | undefined) ?? ''}
      label={label}
      description={help}
      required={isRequired}
      disabled={isDisabled}
      error={fieldState.error?.message}
      data={options.map(({ value, label: text }) => ({ value, label: text }))}
      inputWrapperOrder={ORDER}
    />
  );
}
