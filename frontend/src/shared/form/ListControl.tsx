import { TagsInput } from '@mantine/core';
import { type FieldValues, useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { type ControlProps, ORDER } from './control';

type Props<T extends FieldValues> = ControlProps<T> & { placeholder?: string };

/** Several texts, in the order in which they were given; what is pasted is split at commas and blanks. */
export function ListControl<T extends FieldValues>({
  name,
  control,
  label,
  help,
  isRequired,
  isDisabled,
  placeholder,
}: Props<T>) {
  const { t } = useTranslation('shared');
  const { field, fieldState } = useController({ name, control });
  return (
    <TagsInput
      {...field}
      value={(field.value as string[] | undefined) ?? []}
      label={label}
      description={
        <>
          {help} {t('list.add')}
        </>
      }
      required={isRequired}
      disabled={isDisabled}
      placeholder={placeholder}
      error={fieldState.error?.message}
      splitChars={[',', ' ', ';']}
      acceptValueOnBlur
      allowDuplicates
      inputWrapperOrder={ORDER}
    />
  );
}
