import { ActionIcon, Group, NativeSelect, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import IconMoon from '@tabler/icons-react/dist/esm/icons/IconMoon.mjs';
import IconSun from '@tabler/icons-react/dist/esm/icons/IconSun.mjs';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language, speak } from '../shared/i18n';

const CHOICES = Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }));

/** The language and the colours of the page. */
export function Preferences() {
  const { t, i18n } = useTranslation('app');
  // What suppresses transitions while colours change is an inline style, which the policy keeps out.
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const isDark = useComputedColorScheme('light') === 'dark';
  return (
    <Group gap="xs" wrap="nowrap">
      <NativeSelect
        size="xs"
        aria-label={t('language')}
        data={CHOICES}
        value={i18n.language}
        onChange={(event) => void speak(event.currentTarget.value as Language)}
      />
      <ActionIcon
        variant="default"
        size="md"
        aria-label={isDark ? t('scheme.light') : t('scheme.dark')}
        onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
      >
        {isDark ? <IconSun size={16} aria-hidden /> : <IconMoon size={16} aria-hidden />}
      </ActionIcon>
    </Group>
  );
}
