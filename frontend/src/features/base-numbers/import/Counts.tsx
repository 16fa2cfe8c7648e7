import { Badge, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportRow, Outcome } from './importApi';

export const OUTCOMES: readonly Outcome[] = ['create', 'change', 'none', 'wrong'];
export const COLORS: Record<Outcome, string> = { create: 'green', change: 'blue', none: 'gray', wrong: 'red' };

/** How many lines come to what. */
export function counted(rows: readonly ImportRow[]): Record<Outcome, number> {
  const counts = { create: 0, change: 0, none: 0, wrong: 0 };
  for (const { outcome } of rows) counts[outcome]++;
  return counts;
}

/** "12 new, 3 changed, 1 wrong" at a glance. */
export function Counts({ counts }: { counts: Record<Outcome, number> }) {
  const { t } = useTranslation('base-numbers');
  return (
    <Group gap="xs" justify="center">
      {OUTCOMES.filter((outcome) => counts[outcome] > 0).map((outcome) => (
        <Badge key={outcome} color={COLORS[outcome]} size="lg">
          {t(`import.${outcome}`, { count: counts[outcome] })}
        </Badge>
      ))}
    </Group>
  );
}
