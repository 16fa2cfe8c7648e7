import type { Trunk, TrunkRequest } from './api';

/** What the form holds: texts as they are typed. */
export type Draft = {
  trunkId: string;
  name: string;
  sipUri: string;
  enabled: boolean;
  priority: string;
  transport: string;
  authMethod: string;
  authUser: string;
  authPass: string;
  authRealm: string;
  callerIdMode: string;
  callerIdOverride: string;
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
  authMethod: 'ip_only',
  authUser: '',
  authPass: '',
  authRealm: '',
  callerIdMode: 'passthrough',
  callerIdOverride: '',
  codecPreferences: 'PCMA, PCMU',
  baseNumbers: [],
};

/** The password is never among what can be read. */
export const draftOf = (trunk: Trunk): Draft => ({
  trunkId: trunk.trunkId,
  name: trunk.name,
  sipUri: trunk.sipUri,
  enabled: trunk.enabled,
  priority: String(trunk.priority),
  transport: trunk.transport,
  authMethod: trunk.authMethod,
  authUser: trunk.authUser ?? '',
  authPass: '',
  authRealm: trunk.authRealm ?? '',
  callerIdMode: trunk.callerIdMode,
  callerIdOverride: trunk.callerIdOverride ?? '',
  codecPreferences: trunk.codecPreferences.join(', '),
  baseNumbers: trunk.baseNumbers,
});

const number = (text: string) => (/^\s*-?\d+\s*$/.test(text) ? Number(text) : undefined);

/** What is sent: fields that the auth method or mode does not have are left out. */
export function requestOf(draft: Draft): TrunkRequest {
  const digest = draft.authMethod === 'digest';
  return {
    trunkId: draft.trunkId.trim(),
    name: draft.name,
    sipUri: draft.sipUri,
    enabled: draft.enabled,
    // What is no whole number is out of range for the server, which says so at the field.
    priority: number(draft.priority) ?? -1,
    transport: draft.transport as TrunkRequest['transport'],
    authMethod: draft.authMethod as TrunkRequest['authMethod'],
    authUser: digest ? draft.authUser : undefined,
    authPass: digest && draft.authPass !== '' ? draft.authPass : undefined,
    authRealm: digest && draft.authRealm !== '' ? draft.authRealm : undefined,
    callerIdMode: draft.callerIdMode as TrunkRequest['callerIdMode'],
    callerIdOverride: draft.callerIdMode === 'override' ? draft.callerIdOverride : undefined,
    codecPreferences: draft.codecPreferences.split(/[\s,]+/).filter((codec) => codec !== ''),
    baseNumbers: draft.baseNumbers,
  };
}
