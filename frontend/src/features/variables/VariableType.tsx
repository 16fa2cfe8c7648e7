import { Group } from '@mantine/core';
import IconCertificate from '@tabler/icons-react/dist/esm/icons/IconCertificate.mjs';
import IconFileText from '@tabler/icons-react/dist/esm/icons/IconFileText.mjs';
import IconLock from '@tabler/icons-react/dist/esm/icons/IconLock.mjs';
import { useTranslation } from 'react-i18next';
import type { Variable } from './queries';

/** What a variable holds, as far as can be told. */
export function VariableType({ variable: { type, certificate } }: { variable: Variable }) {
  const { t } = useTranslation('variables');
  const Icon = certificate ? IconCertificate : type === 'secret' ? IconLock : IconFileText;
  const holds = certificate ? (certificate.keyMatches === undefined ? 'certificateAlone' : 'certificate') : type;
  return (
    <Group gap={6} wrap="nowrap">
      <Icon size={16} aria-hidden />
      {t(`type.${holds}`)}
    </Group>
  );
}
