import { Paper, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../shared/format/time';
import type { Trunk } from '../useTrunk';
import { Facts } from './Facts';

/** What the trunk is set to; of its password only that there is one. */
export function SettingsCard({ trunk }: { trunk: Trunk }) {
  const { t } = useTranslation(['trunk-page', 'trunks', 'shared']);
  const { ago, number } = useFormats();
  const { authPassSet, authPassChangedAt, maxConcurrentCalls, callerIdMode, callerIdOverride } = trunk;
  const password = authPassChangedAt
    ? t('set.passwordSince', { when: ago(authPassChangedAt) })
    : t('set.passwordStored');
  return (
    <Paper withBorder p="md" component="section" aria-label={t('settings')}>
      <Title order={2} size="h3">
        {t('settings')}
      </Title>
      <Facts
        facts={[
          [t('set.priority'), number(trunk.priority)],
          [t('set.transport'), t(`trunks:transport.${trunk.transport}`)],
          [t('set.outboundProxy'), trunk.outboundProxy && <code>{trunk.outboundProxy}</code>],
          [t('set.method'), t(`trunks:method.${trunk.authMethod}`)],
          [t('set.user'), trunk.authUser && <code>{trunk.authUser}</code>],
          [t('set.password'), authPassSet ? password : undefined],
          [t('set.realm'), trunk.authRealm],
          [t('set.allowedIps'), trunk.allowedIps.join(', ')],
          [t('set.ca'), trunk.tlsCaVariable && <code>{trunk.tlsCaVariable}</code>],
          [
            t('set.callerId'),
            callerIdMode === 'override'
              ? `${t('trunks:mode.override')}: ${callerIdOverride ?? ''}`
              : t(`trunks:mode.${callerIdMode}`),
          ],
          [t('set.fromDomain'), trunk.fromDomain],
          [t('set.most'), maxConcurrentCalls === 0 ? t('figure.noCap') : number(maxConcurrentCalls)],
          [t('set.ringing'), trunk.ringTimeout && t('set.ringingSeconds', { count: trunk.ringTimeout })],
          [t('set.codecs'), trunk.codecPreferences.join(', ')],
          [t('set.numbers'), number(trunk.baseNumberCount)],
          [
            t('set.changed'),
            t('set.changedBy', { when: ago(trunk.updatedAt), who: trunk.updatedBy, revision: trunk.revision }),
          ],
        ]}
      />
    </Paper>
  );
}
