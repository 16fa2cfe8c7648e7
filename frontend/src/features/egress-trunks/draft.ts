import type { TrunkRequest, WholeTrunk } from './api';

/** What the form holds: texts as they are typed, lists with commas. */
export type Draft = {
  trunkId: string;
  name: string;
  sipUri: string;
  enabled: boolean;
  priority: string;
  transport: string;
  outboundProxy: string;
  authMethod: string;
  authUser: string;
  authPass: string;
  authRealm: string;
  allowedIps: string;
  tlsCertVariable: string;
  tlsCaVariable: string;
  callerIdMode: string;
  callerIdOverride: string;
  fromDomain: string;
  fromUser: string;
  identityHeader: string;
  numberFormat: string;
  countryCode: string;
  userPhone: boolean;
  maxConcurrentCalls: string;
  codecPreferences: string;
  baseNumbers: string[];
};

export const EMPTY: Draft = {
  trunkId: '',
  name: '',
  sipUri: '',
  enabled: true,
  priority: '50',
  transport: 'udp',
  outboundProxy: '',
  authMethod: 'ip_only',
  authUser: '',
  authPass: '',
  authRealm: '',
  allowedIps: '',
  tlsCertVariable: '',
  tlsCaVariable: '',
  callerIdMode: 'passthrough',
  callerIdOverride: '',
  fromDomain: '',
  fromUser: 'caller',
  identityHeader: 'pai',
  numberFormat: 'e164_plus',
  countryCode: '',
  userPhone: false,
  maxConcurrentCalls: '0',
  codecPreferences: 'PCMA, PCMU',
  baseNumbers: [],
};

/** The password is never among what can be read. */
export const draftOf = (trunk: WholeTrunk): Draft => ({
  trunkId: trunk.trunkId,
  name: trunk.name,
  sipUri: trunk.sipUri,
  enabled: trunk.enabled,
  priority: String(trunk.priority),
  transport: trunk.transport,
  outboundProxy: trunk.outboundProxy ?? '',
  authMethod: trunk.authMethod,
  authUser: trunk.authUser ?? '',
  authPass: '',
  authRealm: trunk.authRealm ?? '',
  allowedIps: trunk.allowedIps.join(', '),
  tlsCertVariable: trunk.tlsCertVariable ?? '',
  tlsCaVariable: trunk.tlsCaVariable ?? '',
  callerIdMode: trunk.callerIdMode,
  callerIdOverride: trunk.callerIdOverride ?? '',
  fromDomain: trunk.fromDomain ?? '',
  fromUser: trunk.fromUser,
  identityHeader: trunk.identityHeader,
  numberFormat: trunk.numberFormat,
  countryCode: trunk.countryCode ?? '',
  userPhone: trunk.userPhone,
  maxConcurrentCalls: String(trunk.maxConcurrentCalls),
  codecPreferences: trunk.codecPreferences.join(', '),
  baseNumbers: trunk.baseNumbers,
});

/** Whether the auth method answers challenges. */
export const hasCredentials = ({ authMethod }: Draft) => ['digest', 'registration', 'ip_and_digest'].includes(authMethod);

const number = (text: string) => (/^\s*-?\d+\s*$/.test(text) ? Number(text) : undefined);

const list = (text: string) => text.split(/[\s,]+/).filter((entry) => entry !== '');

const filled = (text: string) => (text.trim() === '' ? undefined : text);

/** What is sent: fields that the auth method, transport or mode does not have are left out. */
export function requestOf(draft: Draft): TrunkRequest {
  const credentials = hasCredentials(draft);
  return {
    trunkId: draft.trunkId.trim(),
    name: draft.name,
    sipUri: draft.sipUri,
    enabled: draft.enabled,
    // What is no whole number is out of range for the server, which says so at the field.
    priority: number(draft.priority) ?? -1,
    transport: draft.transport as TrunkRequest['transport'],
    outboundProxy: filled(draft.outboundProxy),
    authMethod: draft.authMethod as TrunkRequest['authMethod'],
    authUser: credentials ? draft.authUser : undefined,
    authPass: credentials && draft.authPass !== '' ? draft.authPass : undefined,
    authRealm: credentials ? filled(draft.authRealm) : undefined,
    allowedIps: list(draft.allowedIps),
    tlsCertVariable: draft.authMethod === 'tls_mutual' ? filled(draft.tlsCertVariable) : undefined,
    tlsCaVariable: draft.transport === 'tls' ? filled(draft.tlsCaVariable) : undefined,
    callerIdMode: draft.callerIdMode as TrunkRequest['callerIdMode'],
    callerIdOverride: draft.callerIdMode === 'override' ? draft.callerIdOverride : undefined,
    fromDomain: filled(draft.fromDomain),
    fromUser: (credentials ? draft.fromUser : 'caller') as TrunkRequest['fromUser'],
    identityHeader: draft.identityHeader as TrunkRequest['identityHeader'],
    numberFormat: draft.numberFormat as TrunkRequest['numberFormat'],
    countryCode: draft.numberFormat === 'national' ? draft.countryCode.trim() : undefined,
    userPhone: draft.userPhone,
    maxConcurrentCalls: number(draft.maxConcurrentCalls) ?? -1,
    codecPreferences: list(draft.codecPreferences),
    baseNumbers: draft.baseNumbers,
  };
}
