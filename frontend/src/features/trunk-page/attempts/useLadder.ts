import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../shared/format/time';
import type { LadderStep } from '../../../shared/trunks/Ladder';
import { type Attempt, toneOf } from './attempt';

/** The names of answers that are told by their code alone (RFC 3261, 21). */
const NAMES: Record<number, string> = {
  180: 'Ringing',
  181: 'Call Is Being Forwarded',
  182: 'Queued',
  183: 'Session Progress',
  401: 'Unauthorized',
  407: 'Proxy Authentication Required',
};

const named = (code: number) => `${code} ${NAMES[code] ?? ''}`.trim();

/** The messages between proxy and carrier, as the times and codes of an attempt tell of them. */
export function useLadder() {
  const { t } = useTranslation('trunk-page');
  const { seconds } = useFormats();

  return (attempt: Attempt): LadderStep[] => {
    const {
      startedAt,
      tryingAt,
      challengedAt,
      challengeCode,
      ringingAt,
      ringingCode,
      finalAt,
      endedAt,
      endedBy,
      cause,
      code,
      reason,
    } = attempt;
    const at = (when: string) => {
      const ms = Date.parse(when) - Date.parse(startedAt);
      return ms < 1000 ? `+${ms}\u00a0ms` : `+${seconds(ms)}`;
    };
    const steps: LadderStep[] = [{ direction: 'right', message: 'INVITE' }];
    if (cause === 'could_not_send')
      return [{ direction: 'right', message: 'INVITE', note: t('step.notSent'), tone: 'bad' }];

    // Whether the 100 was for the first INVITE or the second, only its time tells.
    const trying: LadderStep | undefined = tryingAt
      ? { direction: 'left', message: '100 Trying', at: at(tryingAt) }
      : undefined;
    const isFirst = tryingAt !== undefined && (challengedAt === undefined || tryingAt <= challengedAt);
    if (trying && isFirst) steps.push(trying);
    if (challengedAt) {
      steps.push(
        { direction: 'left', message: named(challengeCode ?? 401), note: t('step.challenge'), at: at(challengedAt) },
        { direction: 'right', message: 'INVITE', note: t('step.withPassword') },
      );
    }
    if (trying && !isFirst) steps.push(trying);
    if (ringingAt)
      steps.push({ direction: 'left', message: named(ringingCode ?? 180), note: t('step.rings'), at: at(ringingAt) });

    if (cause === 'no_reply') {
      return [
        ...steps,
        { direction: 'right', message: t('step.silence'), note: t('step.silence.note'), at: at(endedAt), tone: 'bad' },
      ];
    }
    if (cause === 'cancelled') steps.push({ direction: 'right', message: 'CANCEL', note: t('step.cancel') });
    const final = `${code} ${reason ?? ''}`.trim();
    if (cause !== 'answered')
      return [
        ...steps,
        {
          direction: 'left',
          message: final,
          at: at(finalAt ?? endedAt),
          tone: toneOf(attempt) === 'bad' ? 'bad' : undefined,
        },
      ];
    return [
      ...steps,
      { direction: 'left', message: final, note: t('step.answered'), at: at(finalAt ?? endedAt), tone: 'good' },
      {
        direction: endedBy === 'carrier' ? 'left' : 'right',
        message: 'BYE',
        note: t(`step.bye.${endedBy ?? 'proxy'}`),
        at: at(endedAt),
      },
    ];
  };
}
