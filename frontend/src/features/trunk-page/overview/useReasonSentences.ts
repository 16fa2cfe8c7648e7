import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../shared/api/client';
import type { Sentence } from './useStatusSentences';

/** What proxies say of trunks that they can't use, and which sentence tells it; what is in brackets is named in it. */
const REASONS = [
  [/^(\S+) does not resolve$/, 'unresolved'],
  [/^no host that (\S+) names resolves$/, 'unresolved'],
  [/^(\S+) says that there is no such service$/, 'noService'],
  [/^(\S+) is being resolved$/, 'resolving'],
  [/^there is no address that calls can go to$/, 'noAddress'],
  [/^(\S+) is not among the trunk's allowed IPs$/, 'notAllowed'],
  [/^is being registered$/, 'registering'],
  [/^is not registered: (.*)$/, 'unregistered'],
  [/^its TLS certificate is being loaded$/, 'loading'],
  [/^(\S+) is being verified$/, 'verifying'],
  [/^(\S+) (?:does not answer|can't be reached)/, 'unreachable'],
  [/^(\S+) refuses the TLS handshake/, 'handshake'],
  [/^(\S+) shows a certificate (?:that expired|whose CA's own certificate has expired)/, 'expired'],
  [/^(\S+) shows a certificate .*, not for (\S+)$/, 'otherName'],
  [/^(\S+) shows (?:no|a) certificate/, 'untrusted'],
  [/^it is not known yet which node counts its calls$/, 'owner'],
] as const;

/** Why a proxy does not use the trunk, and what to do; a reason that is not known here is told as the proxy said it. */
export function useReasonSentences() {
  const { t } = useTranslation('trunk-page');
  return ({ node, reason }: Schemas['Reason'], isRefused: boolean): Sentence => {
    if (isRefused) return { what: t('reason.refused', { node, reason }), toDo: t('reason.refused.do') };
    for (const [pattern, kind] of REASONS) {
      const [matched, what = '', name = ''] = pattern.exec(reason) ?? [];
      if (matched !== undefined)
        return { what: t(`reason.${kind}`, { node, what, name }), toDo: t(`reason.${kind}.do`) };
    }
    return { what: t('reason.other', { node, reason }) };
  };
}
