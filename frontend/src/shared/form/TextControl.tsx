import { Textarea, TextInput } from '@mantine/core';
import { type FieldPath, type FieldValues, useController } from 'react-hook-form';
import { type ControlProps, ORDER } from './control';

type Props<T extends FieldValues> = ControlProps<T> & {
  placeholder?: string;
  /** Several lines, in letters of one width. */
  lines?: number;
  mono?: boolean;
  autoComplete?: string;
  inputMode?: 'text' | 'tel' | 'numeric';
  /** Has the focus when the dialog opens that it stands in. */
  isFirst?: boolean;
};

/** A line of text, or several. */
export function TextControl<T extends FieldValues, N extends FieldPath<T>>({
  name,
  control,
  label,
  help,
  isRequired,
  isDisabled,
  placeholder,
  lines,
  mono,
  autoComplete = 'off',
  inputMode,
  isFirst,
}: Props<T> & { name: N }) {
  const { field, fieldState } = useController({ name, control });
  const shown = {
    ...field,
    value: (field.value as string | undefined) ?? '',
    label,
    description: help,
    placeholder,
    required: isRequired,
    disabled: isDisabled,
    error: fieldState.error?.message,
    autoComplete,
    inputMode,
    inputWrapperOrder: ORDER,
    styles: mono ? { input: { fontFamily: 'var(--mantine-font-family-monospace)' } } : undefined,
    spellCheck: false,
    'data-autofocus': isFirst || undefined,
  };
  return lines ? <Textarea {...shown} minRows={lines} rows={lines} /> : <TextInput {...shown} />;
}
