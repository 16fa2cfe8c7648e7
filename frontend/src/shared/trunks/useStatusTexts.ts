import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { useFormats } from '../format/time';
import { signOf } from './sign';

type Status = Schemas['TrunkStatus'];

/** What is said of a trunk's status: in a word, and why it is so. */
export function useStatusTexts() {
  const { t } = useTranslation('trunks');
  const { time } = useFormats();

  function ofRegistration({ state, code, reason, node, nextTryAt, registeredUntil }: NonNullable<Status['registration']>) {
    if (state === 'registered') return registeredUntil && t('why.registered', { node, time: time(registeredUntil) });
    const answer = code === undefined ? undefined : code === 408 ? t('why.noAnswer') : t('why.answer', { answer: `${code} ${reason ?? ''}`.trim() });
    const then = state === 'rejected' ? t('why.rejected') : nextTryAt && t('why.nextTry', { time: time(nextTryAt) });
    return [answer, then].filter(Boolean).join(' ') || undefined;
  }

  return {
    word: (status: Status) => t(`state.${signOf(status).word}`),
    /** A sentence or two; undefined where the word says it all. */
    why(status: Status): string | undefined {
      const { word } = signOf(status);
      if (word === 'unknown') return status.nodes === 0 ? t('why.unknown') : undefined;
      if (word === 'pending') return t('why.pending', { live: status.liveOn, count: status.nodes });
      if (word === 'disabled') return status.callsNow > 0 ? t('why.stillCalls', { count: status.callsNow }) : undefined;
      if (word === 'not_ready' || word === 'refused') {
        return status.reasons.map(({ node, reason }) => (status.nodes > 1 ? `${node}: ${reason}` : reason)).join('; ') || undefined;
      }
      return status.registration && ofRegistration(status.registration);
    },
  };
}
