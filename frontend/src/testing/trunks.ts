import type { Schemas } from '../shared/api/client';

type Trunk = Schemas['Trunk'];

export const LIVE: Schemas['TrunkStatus'] = { state: 'live', liveOn: 1, nodes: 1, reasons: [], callsNow: 0 };

/** A trunk as a list has it; whatever a story is about is said by it. */
export const trunk = (trunkId: string, also: Partial<Trunk> = {}): Trunk => ({
  trunkId,
  name: trunkId,
  sipUri: `sip:${trunkId}.example`,
  enabled: true,
  priority: 50,
  transport: 'udp',
  authMethod: 'ip_only',
  authPassSet: false,
  allowedIps: [],
  callerIdMode: 'passthrough',
  maxConcurrentCalls: 0,
  codecPreferences: ['PCMA', 'PCMU'],
  baseNumbers: ['+493012345'],
  baseNumberCount: 1,
  fromUser: 'caller',
  identityHeader: 'pai',
  numberFormat: 'e164_plus',
  userPhone: false,
  revision: 7,
  createdAt: '2026-11-01T10:00:00Z',
  createdBy: 'ada',
  updatedAt: '2026-11-01T10:00:00Z',
  updatedBy: 'ada',
  status: LIVE,
  ...also,
});

/** A trunk whose carrier asks for a password. */
export const acme = (also: Partial<Trunk> = {}): Trunk =>
  trunk('acme', {
    name: 'Acme',
    sipUri: 'sip:sip.acme.example',
    authMethod: 'digest',
    authUser: 'bot',
    authPassSet: true,
    authPassChangedAt: '2026-01-01T00:00:00Z',
    allowedIps: ['192.0.2.0/24'],
    callerIdMode: 'base_number',
    baseNumbers: [],
    baseNumberCount: 0,
    revision: 42,
    ...also,
  });
