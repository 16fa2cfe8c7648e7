import { Paper, Progress, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../shared/format/time';
import type { Trunk } from '../useTrunk';
import { Facts } from './Facts';

/** As long as a public certificate lasts, in days: how full the bar is. */
const USUAL_DAYS = 398;
const SOON = 30;

/** The certificate that the carrier is shown. */
export function CertificateCard({ trunk: { tlsCertVariable, tlsCertificate } }: { trunk: Trunk }) {
  const { t } = useTranslation('trunk-page');
  const { date } = useFormats();
  const days = tlsCertificate?.daysLeft ?? 0;
  return (
    <Paper withBorder p="md" component="section" aria-label={t('certificate')}>
      <Title order={2} size="h3">
        {t('certificate')}
      </Title>
      {tlsCertificate && (
        <>
          <Text size="sm" fw={600} mt="xs">
            {days < 0 ? t('certificate.expired') : t('certificate.daysLeft', { count: days })}
          </Text>
          <Progress
            value={Math.max(0, Math.min(100, (days / USUAL_DAYS) * 100))}
            color={days <= SOON ? 'orange' : 'teal'}
            size="sm"
            my="xs"
            aria-hidden
          />
        </>
      )}
      <Facts
        facts={[
          [t('certificate.variable'), <code key="variable">{tlsCertVariable}</code>],
          [t('certificate.subject'), tlsCertificate?.subject],
          [t('certificate.until'), tlsCertificate && date(tlsCertificate.notAfter)],
        ]}
      />
    </Paper>
  );
}
