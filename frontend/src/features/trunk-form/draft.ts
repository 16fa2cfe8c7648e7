import type { Schemas } from '../../shared/api/client';

export type Trunk = Schemas['Trunk'];
export type TrunkRequest = Schemas['TrunkRequest'];

/** A number as it is typed: an empty field is the empty string. */
type Typed = number | '';

/** What the form holds. Fields that do not go with the method, transport or mode keep what was typed, and are not sent. */
export type Draft = {
  trunkId: string;
  name: string;
  sipUri: string;
  enabled: boolean;
  priority: Typed;
  transport: TrunkRequest['transport'];
  outboundProxy: string;
  authMethod: TrunkRequest['authMethod'];
  authUser: string;
  authPass: string;
  authRealm: string;
  allowedIps: string[];
  tlsCertVariable: string;
  tlsCaVariable: string;
  callerIdMode: TrunkRequest['callerIdMode'];
  callerIdOverride: string;
  fromDomain: string;
  fromUser: NonNullable<TrunkRequest['fromUser']>;
  identityHeader: NonNullable<TrunkRequest['identityHeader']>;
  numberFormat: NonNullable<TrunkRequest['numberFormat']>;
  countryCode: string;
  userPhone: boolean;
  maxConcurrentCalls: Typed;
  ringTimeout: Typed;
  codecPreferences: string[];
  baseNumbers: string[];
};

export type FieldName = keyof Draft;

export const EMPTY: Draft = {
  trunkId: '',
  name: '',
  sipUri: '',
  enabled: true,
  priority: 50,
  transport: 'udp',
  outboundProxy: '',
  authMethod: 'ip_only',
  authUser: '',
  authPass: '',
  authRealm: '',
  allowedIps: [],
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
  maxConcurrentCalls: 0,
  ringTimeout: '',
  codecPreferences: ['PCMA', 'PCMU'],
  baseNumbers: [],
};

/** The trunk as the form shows it. The password is never among what can be read. */
export const draftOf = (trunk: Trunk): Draft => ({
  trunkId: trunk.trunkId,
  name: trunk.name,
  sipUri: trunk.sipUri,
  enabled: trunk.enabled,
  priority: trunk.priority,
  transport: trunk.transport,
  outboundProxy: trunk.outboundProxy ?? '',
  authMethod: trunk.authMethod,
  authUser: trunk.authUser ?? '',
  authPass: '',
  authRealm: trunk.authRealm ?? '',
  allowedIps: trunk.allowedIps,
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
  maxConcurrentCalls: trunk.maxConcurrentCalls,
  ringTimeout: trunk.ringTimeout ?? '',
  codecPreferences: trunk.codecPreferences,
  baseNumbers: trunk.baseNumbers ?? [],
});

/** A second trunk like this one, by another ID: a base number's calls should not go twice to the same carrier. */
export const copyOf = (trunk: Trunk, name: string): Draft => ({
  ...draftOf(trunk),
  name,
  trunkId: '',
  baseNumbers: [],
});

const UMLAUTS: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };
const MOST_CHARACTERS = 63;

/** A trunk ID that says the name. */
export const idOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => UMLAUTS[letter]!)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9_]+/g, '-')
    .slice(0, MOST_CHARACTERS)
    .replace(/^[-_]+|[-_]+$/g, '');
