import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../shared/format/time';
import type { Trunk } from '../useTrunk';
import { useReasonSentences } from './useReasonSentences';
import { useRegistrationSentences } from './useRegistrationSentences';

export type Sentence = { what: string; toDo?: string };

/** A trunk's status in sentences: what is, then what to do about it. */
export function useStatusSentences() {
  const { t } = useTranslation('trunk-page');
  const { number } = useFormats();
  const ofRegistration = useRegistrationSentences();
  const ofReason = useReasonSentences();

  function inForce({ status: { state, liveOn, nodes }, revision }: Trunk): Sentence {
    if (state === 'unknown')
      return { what: t(nodes === 0 ? 'state.noNodes' : 'state.unknown'), toDo: t('state.unknown.do') };
    if (state === 'pending')
      return { what: t('state.pending', { liveOn, count: nodes, revision }), toDo: t('state.pending.do') };
    if (liveOn === 0) return { what: t('state.liveNowhere') };
    return { what: t('state.liveOn', { liveOn: number(liveOn), count: nodes, revision }) };
  }

  return (trunk: Trunk): Sentence[] => {
    const { status } = trunk;
    if (status.state === 'disabled') {
      return [
        { what: t('state.disabled'), toDo: t('state.disabled.do') },
        ...(status.callsNow > 0 ? [{ what: t('state.disabled.calls', { count: status.callsNow }) }] : []),
      ];
    }
    const registration = status.registration && ofRegistration(status.registration);
    const reasons = status.reasons
      // The registration has said so already, in better words.
      .filter(({ reason }) => !(registration && /^is (not registered|being registered)/.test(reason)))
      .map((one) => ofReason(one, status.state === 'refused'));
    return [...(registration ? [registration] : []), ...reasons, inForce(trunk)];
  };
}
