import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RoutePreview } from './usePreview';

/** "Calls from this number try Kestrel (100), then this trunk (50)." */
export function TrunkOrder({ preview }: { preview: RoutePreview }) {
  const { t } = useTranslation('trunk-form');
  const { baseNumber: number, candidates } = preview;
  const called = ({ isDraft, name, priority }: RoutePreview['candidates'][number]) =>
    isDraft ? t('order.draft', { priority }) : t('order.trunk', { name, priority });
  const tried = candidates.filter(({ outcome }) => outcome === 'first' || outcome === 'next');
  return (
    <Text size="sm">
      {tried.length > 0
        ? t('order.first', { number, trunks: tried.map(called).join(t('order.then')) })
        : t('order.nobody', { number })}{' '}
      {candidates.map((candidate) => {
        const { outcome, trunkId } = candidate;
        if (outcome !== 'disabled' && outcome !== 'no_common_codec') return null;
        return (
          <Text span c="dimmed" inherit key={trunkId}>
            {t('order.passed', { trunk: called(candidate), reason: t(`order.${outcome}`) })}{' '}
          </Text>
        );
      })}
    </Text>
  );
}
