import { Badge } from '@mantine/core';
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import { useTranslation } from 'react-i18next';

const SOON_DAYS = 30;
const VERY_SOON_DAYS = 7;

/** How long a certificate is still good, in words; the closer the end, the louder. */
export function Expiry({ daysLeft }: { daysLeft: number }) {
  const { t } = useTranslation('variable-form');
  const color = daysLeft <= VERY_SOON_DAYS ? 'red' : daysLeft <= SOON_DAYS ? 'orange' : 'gray';
  return (
    <Badge color={color} leftSection={daysLeft <= SOON_DAYS ? <IconAlertTriangle size={12} aria-hidden /> : undefined}>
      {daysLeft > 0 && t('expiry.left', { count: daysLeft })}
      {daysLeft === 0 && t('expiry.today')}
      {daysLeft < 0 && t('expiry.over', { count: -daysLeft })}
    </Badge>
  );
}
