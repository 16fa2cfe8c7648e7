import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Ladder } from '../../shared/trunks/Ladder';
import type { Draft } from './draft';
import { PreviewedInvite } from './PreviewedInvite';
import { TrunkOrder } from './TrunkOrder';
import type { RoutePreview } from './usePreview';

/** The ladder of the method, the INVITE, and which trunk is tried when. */
export function PreviewPicture({ preview, draft }: { preview: RoutePreview; draft: Draft }) {
  const { t } = useTranslation('trunk-form');
  const { attempt, refusal, ladder } = preview;
  return (
    <Stack gap="md">
      {preview.isSample && (
        <Text size="xs" c="dimmed">
          {t('preview.isSample', { number: preview.baseNumber })}
        </Text>
      )}
      {refusal && (
        <Text size="sm" c="var(--mantine-color-error)">
          {t('preview.refused', { status: refusal.status })} {t(`refusal.${refusal.reason}`)}
        </Text>
      )}
      {attempt && <PreviewedInvite attempt={attempt} draft={draft} />}
      <Ladder
        left={t('preview.we')}
        right={draft.name.trim() || t('preview.carrier')}
        label={t('preview.ladder')}
        steps={ladder.map(({ direction, message, step }) => ({
          direction: direction === 'to_carrier' ? 'right' : 'left',
          message,
          note: t(`step.${step}`),
          tone: step === 'answer' || step === 'registered' ? 'good' : undefined,
        }))}
      />
      {!preview.isSample && <TrunkOrder preview={preview} />}
    </Stack>
  );
}
