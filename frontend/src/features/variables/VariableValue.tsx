import { Code, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../shared/feedback/CopyButton';
import type { Variable } from './queries';

/** The value of a text. That of a secret the page never gets. */
export function VariableValue({ variable: { type, value, name } }: { variable: Variable }) {
  const { t } = useTranslation('variables');
  if (type === 'secret') {
    return (
      <Text size="sm" c="dimmed">
        {t('details.value.hidden')}
      </Text>
    );
  }
  return (
    <Group align="flex-start" wrap="nowrap" gap="xs">
      {/* Long texts scroll, by keyboard too. */}
      <Code block mah="16rem" flex={1} miw={0} tabIndex={0}>
        {value}
      </Code>
      <CopyButton text={value ?? ''} name={name} />
    </Group>
  );
}
