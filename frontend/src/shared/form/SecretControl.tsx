import { Button, Group, Input, PasswordInput, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FieldValues, useController } from 'react-hook-form';
import { type ControlProps, ORDER } from './control';

type Props<T extends FieldValues> = ControlProps<T> & {
  /** What is said of the stored value, as when it was set; undefined: none is stored. */
  stored?: string;
  autoComplete?: 'new-password' | 'current-password' | 'off';
};

/** A secret that can be given and replaced, and is never shown. Left alone it is not sent: the empty string. */
export function SecretControl<T extends FieldValues>({
  name,
  control,
  label,
  help,
  isRequired,
  isDisabled,
  stored,
  autoComplete = 'new-password',
}: Props<T>) {
  const { t } = useTranslation('shared');
  const { field, fieldState } = useController({ name, control });
  const [replaces, setReplaces] = useState(false);
  const error = fieldState.error?.message;
  if (stored !== undefined && !replaces && !error && !field.value) {
    return (
      <Input.Wrapper label={label} description={help} inputWrapperOrder={ORDER} labelElement="div">
        <Group gap="sm" mih="2.25rem">
          <Text size="sm">•••••••• {stored}</Text>
          {!isDisabled && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => setReplaces(true)}
              aria-label={`${t('secret.replace')}: ${label}`}
            >
              {t('secret.replace')}
            </Button>
          )}
        </Group>
      </Input.Wrapper>
    );
  }
  return (
    <PasswordInput
      {...field}
      value={(field.value as string | undefined) ?? ''}
      label={label}
      description={help}
      required={isRequired}
      disabled={isDisabled}
      error={error}
      aria-invalid={error ? true : undefined}
      autoComplete={autoComplete}
      autoFocus={replaces}
      visibilityToggleButtonProps={{ 'aria-label': t('secret.show'), tabIndex: 0 }}
      inputWrapperOrder={ORDER}
    />
  );
}
