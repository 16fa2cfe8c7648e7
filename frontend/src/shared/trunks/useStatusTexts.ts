import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { useFormats } from '../format/time';
import { signOf } from './sign';

type Status = Schemas['TrunkStatus'];

export type StatusTexts = {
  word: (status: Status) => string;
  /** A sentence or two; undefined where the word says it all. */
  why: (status: Status) => string | undefined;
};

function textsOf(t: TFunction<'trunks'>, time: (iso: string) => string): StatusTexts {
  function ofRegistration({
    state,
    code,
    reason,
    node,
    nextTryAt,
    registeredUntil,
  }: NonNullable<Status['registration']>) {
    if (state === 'registered') return registeredUntil && t('why.registered', { node, time: time(registeredUntil) });
    const answer =
      code === undefined
        ? undefined
        : code === 408
          ? t('why.noAnswer')
          : t('why.answer', { answer: `${code} ${reason ?? ''}`.trim() });
    const then = state === 'rejected' ? t('why.rejected') : nextTryAt && t('why.nextTry', { time: time(nextTryAt) });
    return [answer, then].filter(Boolean).join(' ') || undefined;
  }

  return {
    word: (status) => t(`state.${signOf(status).word}`),
    why(status) {
      const { word } = signOf(status);
      if (word === 'unknown') return status.nodes === 0 ? t('why.unknown') : undefined;
      if (word === 'pending') return t('why.pending', { live: status.liveOn, count: status.nodes });
      if (word === 'disabled') return status.callsNow > 0 ? t('why.stillCalls', { count: status.callsNow }) : undefined;
      if (word === 'not_ready' || word === 'refused') {
        return (
          status.reasons.map(({ node, reason }) => (status.nodes > 1 ? `${node}: ${reason}` : reason)).join('; ') ||
          undefined
        );
      }
      return status.registration && ofRegistration(status.registration);
    },
  };
}

/** What is said of a trunk's status: in a word, and why it is so; the same object as long as the language is. */
export function useStatusTexts(): StatusTexts {
  const { t } = useTranslation('trunks');
  const { time } = useFormats();
  return useMemo(() => textsOf(t, time), [t, time]);
}
