import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../shared/api/client';
import { useFormats } from '../../../shared/format/time';
import type { Sentence } from './useStatusSentences';

/** Which sentence fits the carrier's answer to a REGISTER. */
function kindOf(code: number) {
  if (code === 401 || code === 407) return 'challenged';
  if (code === 403) return 'forbidden';
  if (code === 404) return 'unknownUser';
  if (code === 408) return 'silent';
  if (code === 423) return 'tooBrief';
  if (code >= 300 && code < 400) return 'redirected';
  return code >= 500 && code < 600 ? 'carrierFails' : 'other';
}

/** How the registration goes, with the carrier's code, and what to do. */
export function useRegistrationSentences() {
  const { t } = useTranslation('trunk-page');
  const { time, ago } = useFormats();
  return ({
    state,
    code,
    reason = '',
    node,
    registeredUntil,
    nextTryAt,
    changedAt,
  }: Schemas['Registration']): Sentence => {
    if (state === 'registered') {
      return {
        what:
          t('registered', { since: ago(changedAt), node }) +
          (registeredUntil ? ` ${t('registered.until', { time: time(registeredUntil) })}` : ''),
      };
    }
    if (state === 'registering' || code === undefined) return { what: t('registering', { node }) };
    const kind = kindOf(code);
    const answer = `${code} ${reason}`.trim();
    const what = t(`register.${kind}`, { answer });
    if (state === 'rejected') return { what: `${what} ${t('register.rejected')}`, toDo: t(`register.${kind}.do`) };
    return {
      what: nextTryAt ? `${what} ${t('register.nextTry', { time: time(nextTryAt) })}` : what,
      toDo: t(`register.${kind}.do`),
    };
  };
}
