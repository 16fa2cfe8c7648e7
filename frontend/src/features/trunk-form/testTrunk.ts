import type { Trunk } from './draft';

/** A trunk of a carrier that asks for a password, for tests. */
export const acme = (other: Partial<Trunk> = {}): Trunk => ({
  trunkId: 'acme', name: 'Acme', sipUri: 'sip:sip.acme.example', enabled: true, priority: 50, transport: 'udp',
  authMethod: 'digest', authUser: 'bot', authPassSet: true, authPassChangedAt: '2026-01-01T00:00:00Z', allowedIps: ['192.0.2.0/24'],
  callerIdMode: 'base_number', fromUser: 'caller', identityHeader: 'pai', numberFormat: 'e164_plus', userPhone: false,
  maxConcurrentCalls: 0, codecPreferences: ['PCMA', 'PCMU'], baseNumbers: [], baseNumberCount: 0, revision: 42,
  createdAt: '2026-01-01T00:00:00Z', createdBy: 'admin', updatedAt: '2026-01-01T00:00:00Z', updatedBy: 'admin',
  status: { state: 'live', liveOn: 2, nodes: 2, reasons: [], callsNow: 0 },
  ...other,
});
