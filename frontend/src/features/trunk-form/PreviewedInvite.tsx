import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../shared/api/client';
import { type Draft, EMPTY, type FieldName } from './draft';
import classes from './Preview.module.css';

type Line = { term: string; value: ReactNode; by: readonly FieldName[] };

/** Which settings say how the caller is written. */
const caller = (draft: Draft): FieldName[] => [
  'callerIdMode',
  ...(['fromDomain', 'numberFormat', 'userPhone'] as const).filter((name) => draft[name] !== EMPTY[name]),
];

/** The INVITE by its parts, each with the settings that made it so. */
export function PreviewedInvite({ attempt, draft }: { attempt: Schemas['PreviewedAttempt']; draft: Draft }) {
  const { t } = useTranslation('trunk-form');
  const { t: words } = useTranslation('trunks');
  const { identityHeader: identity, fromDisplay, from } = attempt;
  const written = (['numberFormat', 'userPhone'] as const).filter((name) => draft[name] !== EMPTY[name]);
  const lines: Line[] = [
    {
      term: t('preview.sentTo'),
      value: t('preview.over', { place: attempt.sentTo, transport: words(`transport.${attempt.transport}`) }),
      by: [draft.outboundProxy ? 'outboundProxy' : 'sipUri', 'transport'],
    },
    { term: t('preview.requestUri'), value: attempt.requestUri, by: ['sipUri', ...written] },
    {
      term: t('preview.from'),
      value: fromDisplay ? `${fromDisplay} <${from}>` : `<${from}>`,
      by: draft.fromUser === 'auth_user' ? ['fromUser', 'authUser'] : caller(draft),
    },
    identity
      ? { term: identity.name, value: identity.value, by: ['identityHeader', ...caller(draft)] }
      : { term: t('preview.noIdentity'), value: t('preview.notSent'), by: ['identityHeader'] },
    ...(attempt.privacy ? [{ term: t('preview.privacy'), value: attempt.privacy, by: ['callerIdMode'] as const }] : []),
    { term: t('preview.codecs'), value: attempt.codecs.join(', '), by: ['codecPreferences'] },
  ];
  return (
    <dl className={classes.lines}>
      {lines.map(({ term, value, by }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>
            <code>{value}</code>
            <Text span size="xs" c="dimmed" className={classes.by}>
              {t('by.setting', { fields: by.map((name) => t(`field.${name}`)).join(', ') })}
            </Text>
          </dd>
        </div>
      ))}
    </dl>
  );
}
