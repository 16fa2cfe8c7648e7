import { Alert, Text } from '@mantine/core';
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../shared/api/client';
import { useMay } from '../../../shared/session';
import { totals } from '../charts/bins';
import type { Trunk } from '../useTrunk';
import classes from './Overview.module.css';

/** From then on a certificate should be replaced, in days. */
const SOON = 30;

/** What nobody has asked for and everybody should know. */
export function Warnings({ trunk, history }: { trunk: Trunk; history: Schemas['TrunkHistory'] | undefined }) {
  const { t } = useTranslation('trunk-page');
  const isEditor = useMay('editor');
  const passed = history ? totals(history).passedOver : 0;
  const days = trunk.tlsCertificate?.daysLeft;
  return (
    <>
      {trunk.baseNumberCount === 0 && (
        <Warning title={t('warn.noNumbers')} text={t('warn.noNumbers.do')}>
          {isEditor && (
            <Link
              to="/admin-settings/egress-trunks/$trunkId/base-numbers"
              params={{ trunkId: trunk.trunkId }}
              className={classes.link}
            >
              {t('warn.noNumbers.link')}
            </Link>
          )}
        </Warning>
      )}
      {days !== undefined && days <= SOON && (
        <Warning
          title={days < 0 ? t('warn.expired') : t('warn.expires', { count: days })}
          text={t('warn.expires.do', { variable: trunk.tlsCertVariable ?? '' })}
        />
      )}
      {passed > 0 && (
        <Warning
          title={t('warn.atCap', { count: passed })}
          text={t('warn.atCap.do', { cap: trunk.maxConcurrentCalls })}
        />
      )}
    </>
  );
}

function Warning({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <Alert color="orange" variant="light" icon={<IconAlertTriangle aria-hidden />} title={title}>
      <Text size="sm">
        {text} {children}
      </Text>
    </Alert>
  );
}
