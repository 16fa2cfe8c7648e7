import { Button, FileButton, Group, Stack } from '@mantine/core';
import IconFile from '@tabler/icons-react/dist/esm/icons/IconFile.mjs';
import { type Control, useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { announce } from '../feedback/announce';
import { SecretControl } from '../form/SecretControl';
import { TextControl } from '../form/TextControl';
import type { Kind } from './kinds';
import type { VariableFields } from './saveVariable';

const PEM_FILES = '.pem,.crt,.cer,.key,.txt';

/** What a variable shall hold. PEM has several lines, which a field for passwords would run together. */
export function ValueControl({ control, kind }: { control: Control<VariableFields>; kind: Kind }) {
  const { t } = useTranslation('variable-form');
  const {
    field: { onChange },
  } = useController({ control, name: 'value' });
  if (kind === 'secret') {
    return (
      <SecretControl
        name="value"
        control={control}
        label={t('value.secret')}
        help={t('value.secret.help')}
        isRequired
      />
    );
  }

  async function readFrom(files: File[]) {
    const parts = await Promise.all(files.map((file) => file.text()));
    onChange(parts.map((part) => part.trim()).join('\n') + '\n');
    announce(t('value.read', { count: files.length }));
  }

  return (
    <Stack gap="xs">
      <TextControl
        name="value"
        control={control}
        label={t(`value.${kind}`)}
        help={t(`value.${kind}.help`)}
        isRequired
        mono
        lines={9}
        placeholder={kind === 'certificate' ? '-----BEGIN CERTIFICATE-----' : undefined}
      />
      <Group>
        <FileButton multiple accept={PEM_FILES} onChange={(files) => void readFrom(files)}>
          {(props) => (
            <Button {...props} size="xs" variant="default" leftSection={<IconFile size={14} aria-hidden />}>
              {t('value.from')}
            </Button>
          )}
        </FileButton>
      </Group>
    </Stack>
  );
}
