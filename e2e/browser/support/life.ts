import { api, createNumber } from './api';
import { authority, behave, call, openCarrier } from './backstage';

/** The team of a platform that calls for dentists and garages, as it may be on a weekday. */
export const NUMBERS = [
  ['+493012345670', 'Dentist Schiller'],
  ['+493012345671', 'Dentist Goethe'],
  ['+4989120010', 'Garage Isar'],
  ['+4989120011', 'Garage Olympia'],
  ['+442071838750', 'Clinic London'],
  ['+14155550123', 'Support San Francisco'],
] as const;

const put = (path: string, body: object) => api('PUT', path, body);

/** Makes the team's trunks, numbers and variables, and some calls; the same however often it is asked. */
export async function liveliness() {
  for (const [number, name] of NUMBERS) await put(`/base-numbers/${encodeURIComponent(number)}`, { name });
  const kestrel = await openCarrier('kestrel');
  const acme = await openCarrier('acme', { user: 'acme-4711', password: 'acme secret' });
  const northwind = await openCarrier('northwind', { user: 'nw-user', password: 'nw secret' });
  const { identity, ca } = await authority();
  await put('/variables/HARBOR_CERT', { type: 'secret', value: identity });
  await put('/variables/CARRIER_CA', { type: 'secret', value: ca });
  await put('/variables/GREETING', { type: 'text', value: 'Hello, this is the assistant of the practice.' });
  await put('/egress-trunks/kestrel-frankfurt', {
    name: 'Kestrel Networks Frankfurt',
    sipUri: `sip:${kestrel}`,
    enabled: true,
    priority: 90,
    transport: 'udp',
    authMethod: 'ip_only',
    callerIdMode: 'base_number',
    maxConcurrentCalls: 30,
    allowedIps: ['127.0.30.0/24'],
    baseNumbers: NUMBERS.slice(0, 4).map(([number]) => number),
  });
  await put('/egress-trunks/acme-telecom', {
    name: 'Acme Telecom',
    sipUri: `sip:${acme}`,
    enabled: true,
    priority: 60,
    transport: 'udp',
    authMethod: 'digest',
    authUser: 'acme-4711',
    authPass: 'acme secret',
    callerIdMode: 'base_number',
    codecPreferences: ['G722', 'PCMA', 'PCMU'],
    baseNumbers: NUMBERS.slice(0, 2).map(([number]) => number),
  });
  await put('/egress-trunks/northwind-voice', {
    name: 'Northwind Voice',
    sipUri: `sip:${northwind}`,
    enabled: true,
    priority: 50,
    transport: 'udp',
    authMethod: 'registration',
    authUser: 'nw-user',
    authPass: 'nw secret',
    callerIdMode: 'passthrough',
    maxConcurrentCalls: 10,
    baseNumbers: [NUMBERS[4][0]],
  });
  await put('/egress-trunks/lakeside-sip', {
    name: 'Lakeside SIP',
    sipUri: `sip:${northwind}`,
    enabled: true,
    priority: 40,
    transport: 'udp',
    authMethod: 'registration',
    authUser: 'lakeside',
    authPass: 'not the password',
    callerIdMode: 'base_number',
    baseNumbers: [NUMBERS[4][0]],
  });
  const harbor = await openCarrier('harbor', { transport: 'tls' });
  await put('/egress-trunks/blue-harbor', {
    name: 'Blue Harbor',
    sipUri: `sip:${harbor}`,
    enabled: true,
    priority: 70,
    transport: 'tls',
    authMethod: 'tls_mutual',
    tlsCertVariable: 'HARBOR_CERT',
    tlsCaVariable: 'CARRIER_CA',
    callerIdMode: 'override',
    callerIdOverride: '+14155550100',
    baseNumbers: [NUMBERS[5][0]],
  });
  await put('/egress-trunks/old-carrier', {
    name: 'Old Carrier',
    sipUri: 'sip:sip.old-carrier.example',
    enabled: false,
    priority: 10,
    transport: 'tcp',
    authMethod: 'ip_only',
    callerIdMode: 'base_number',
    baseNumbers: [],
  });
  await synced();
  for (const status of [200, 200, 486, 200, 503, 404, 200, 403, 200]) {
    await behave('kestrel', { status });
    await call('+4989123456', NUMBERS[2][0]);
  }
  await behave('kestrel', {});
}

/** Waits until all proxies route by what was saved. */
export async function synced() {
  for (let look = 0; look < 100; look++) {
    const { state } = await api<{ state: string }>('GET', '/sync');
    if (state === 'in_sync') return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('the proxies do not get the newest revision');
}

/** A base number of a story's own. */
export async function ownNumber(number: string, name = 'Story') {
  await createNumber(number, { name });
  return number;
}
