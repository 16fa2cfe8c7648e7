import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../shared/format/time';
import { Ladder } from '../../../shared/trunks/Ladder';
import { Facts } from '../overview/Facts';
import classes from './Attempts.module.css';
import type { Attempt } from './attempt';
import { useLadder } from './useLadder';

/** What was said between the proxy and the carrier, what went wrong, whose side it is, and what to do. */
export function AttemptDetails({ attempt }: { attempt: Attempt }) {
  const { t } = useTranslation('trunk-page');
  const { dateTime } = useFormats();
  const steps = useLadder()(attempt);
  const {
    cause,
    side,
    code,
    reason = '',
    baseNumber,
    callerIdRule,
    callId,
    node,
    revision,
    startedAt,
    carrier,
    transport,
  } = attempt;
  return (
    <div className={classes.details}>
      <div>
        <Text size="sm">{t(`cause.${cause}.what`, { answer: `${code} ${reason}`.trim() })}</Text>
        {cause !== 'answered' && (
          <Text size="sm" fw={600}>
            {t(`side.${side}.long`)} {t(`cause.${cause}.do`)}
          </Text>
        )}
        <Facts
          facts={[
            [t('attempt.started'), dateTime(startedAt)],
            [t('attempt.baseNumber'), baseNumber],
            [t('attempt.rule'), callerIdRule && t(`rule.${callerIdRule}`)],
            [t('attempt.carrier'), `${carrier} (${transport})`],
            [t('attempt.node'), t('attempt.nodeAt', { node, revision })],
            ['Call-ID', <code key="callId">{callId}</code>],
          ]}
        />
      </div>
      <Ladder left={t('ladder.us')} right={t('ladder.carrier')} steps={steps} />
    </div>
  );
}
