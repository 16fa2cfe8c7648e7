import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SessionContext } from '../../shared/session';
import type { WholeTrunk } from './api';
import { statusText } from './StatusSign';
import { TrunkForm } from './TrunkForm';

const TRUNK: WholeTrunk = {
  trunkId: 'acme', name: 'Acme', sipUri: 'sip:sip.acme.example', enabled: true, priority: 50, transport: 'udp',
  authMethod: 'digest', authUser: 'bot', authPassSet: true, allowedIps: [], callerIdMode: 'passthrough',
  fromUser: 'caller', identityHeader: 'pai', numberFormat: 'e164_plus', userPhone: false, maxConcurrentCalls: 0, codecPreferences: ['PCMA', 'PCMU'], baseNumbers: [], baseNumberCount: 0, revision: 42,
  createdAt: '2026-01-01T00:00:00Z', createdBy: 'admin', updatedAt: '2026-01-01T00:00:00Z', updatedBy: 'admin',
  status: { state: 'live', liveOn: 2, nodes: 2, reasons: [], callsNow: 0 },
};

const VARIABLES = [{ name: 'ACME_CERT', type: 'secret', usedBy: [] }, { name: 'GREETING', type: 'text', usedBy: [] }];
const ATTEMPT = {
  callId: 'c1', node: 'proxy-1', revision: 42, baseNumber: '+493012345', callerIdRule: 'base_number', carrier: '192.0.2.1:5060',
  transport: 'udp', code: 403, reason: 'Caller ID not allowed', endedBy: 'carrier', startedAt: '2026-01-01T00:00:00Z',
};

/** Answers the lists that the form asks for, and saves as told; gives what was sent. */
function server(status: number, answer: unknown) {
  const sent: { method: string; headers: Record<string, string>; body: Record<string, unknown> }[] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (path.startsWith('/api/v1/base-numbers')) return new Response('{"items":[]}');
    if (path.startsWith('/api/v1/variables')) return new Response(JSON.stringify({ items: VARIABLES }));
    if (path.endsWith('/attempts')) return new Response(JSON.stringify({ items: [ATTEMPT] }));
    sent.push({ method: init.method!, headers: init.headers as Record<string, string>, body: JSON.parse(String(init.body)) });
    return new Response(JSON.stringify(answer), { status });
  });
  return sent;
}

const EDITOR = { username: 'ada', team: 'default', role: 'editor', way: 'web' } as const;
const form = (trunk?: WholeTrunk) =>
  render(
    <SessionContext value={EDITOR}>
      <TrunkForm trunk={trunk} onSaved={() => {}} onClose={() => {}} />
    </SessionContext>,
  );
const save = () => userEvent.click(screen.getByRole('button', { name: 'Save' }));

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('the form of a trunk', () => {
  it('shows the fields that the auth method has', async () => {
    server(200, TRUNK);
    form();
    const method = screen.getByLabelText('Auth Method');
    for (const [chosen, credentials] of [['ip_only', false], ['digest', true], ['registration', true], ['ip_and_digest', true], ['tls_mutual', false]] as const) {
      await userEvent.selectOptions(method, chosen);
      expect(screen.queryByLabelText('Auth User') !== null, chosen).toBe(credentials);
      expect(screen.queryByLabelText('TLS Cert Variable') !== null, chosen).toBe(chosen === 'tls_mutual');
      expect(screen.getByLabelText('Allowed IPs')).toBeTruthy();
    }
  });

  it('offers secret variables alone for a client certificate, and any for the CA of a TLS carrier', async () => {
    server(200, TRUNK);
    form();
    expect(screen.queryByLabelText('TLS CA Variable')).toBeNull();
    await userEvent.selectOptions(screen.getByLabelText('Transport'), 'tls');
    await userEvent.selectOptions(screen.getByLabelText('Auth Method'), 'tls_mutual');
    const names = (label: string) => [...screen.getByLabelText<HTMLSelectElement>(label).options].map(({ value }) => value);
    expect(names('TLS Cert Variable')).toEqual(['', 'ACME_CERT']);
    expect(names('TLS CA Variable')).toEqual(['', 'ACME_CERT', 'GREETING']);
  });

  it('sends a carrier’s habits as they were chosen', async () => {
    const sent = server(200, TRUNK);
    form(TRUNK);
    await userEvent.selectOptions(screen.getByLabelText('Number Format'), 'national');
    await userEvent.type(screen.getByLabelText('Country Code'), '49');
    await userEvent.type(screen.getByLabelText('Allowed IPs'), '192.0.2.0/24, 198.51.100.7');
    await userEvent.clear(screen.getByLabelText('Max Concurrent Calls'));
    await userEvent.type(screen.getByLabelText('Max Concurrent Calls'), '30');
    await userEvent.click(screen.getByLabelText('Say user=phone'));
    await save();
    expect(sent[0]!.body).toMatchObject({
      numberFormat: 'national', countryCode: '49', allowedIps: ['192.0.2.0/24', '198.51.100.7'], maxConcurrentCalls: 30,
      userPhone: true,
    });
  });

  it('shows the last attempts with what the carrier said', async () => {
    server(200, TRUNK);
    form(TRUNK);
    expect(await screen.findByText('403 Caller ID not allowed')).toBeTruthy();
  });

  it('shows credentials only for a method that has them', async () => {
    server(200, TRUNK);
    form();
    expect(screen.queryByLabelText('Auth Pass')).toBeNull();
    await userEvent.selectOptions(screen.getByLabelText('Auth Method'), 'digest');
    expect(screen.getByLabelText<HTMLInputElement>('Auth Pass').type).toBe('password');
  });

  it('says what the server says at the field, focuses it, and loses nothing', async () => {
    server(422, { type: '/problems/invalid', title: 'x', status: 422, errors: [{ pointer: '/sipUri', code: 'bad_format', detail: 'Give a URI.' }] });
    form();
    await userEvent.type(screen.getByLabelText('Name'), 'Acme');
    await save();
    const uri = await screen.findByLabelText('SIP URI');
    expect(await screen.findByText('Give a URI.')).toBeTruthy();
    expect(uri.getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(uri);
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Acme');
  });

  it('sends no password that was not typed, however often it is saved', async () => {
    const sent = server(200, TRUNK);
    form(TRUNK);
    expect(screen.getByText(/A password is set/)).toBeTruthy();
    await save();
    await save();
    expect(sent).toHaveLength(2);
    for (const { method, headers, body } of sent) {
      expect(method).toBe('PUT');
      expect(headers['If-Match']).toBe('"42"');
      expect(body).not.toHaveProperty('authPass');
    }
  });

  it('tells that someone else changed the trunk', async () => {
    server(412, { type: '/problems/precondition-failed', title: 'Changed meanwhile', status: 412, detail: 'Read it again.' });
    form(TRUNK);
    await save();
    expect((await screen.findByRole('alert')).textContent).toContain('Changed meanwhile');
  });
});

describe('the sign', () => {
  it('says where the trunk is in force, or why not', () => {
    expect(statusText(TRUNK)).toBe('Live on 2/2 proxies, revision 42');
    expect(statusText({ ...TRUNK, status: { callsNow: 0, state: 'not_ready', liveOn: 0, nodes: 1, reasons: [{ node: 'proxy-1', reason: 'it does not resolve' }] } }))
      .toBe('Not ready – proxy-1: it does not resolve');
  });

  it('says how the registration stands, and how many calls there are', () => {
    const registration = { state: 'rejected', node: 'proxy-1', code: 403, reason: 'Forbidden', tries: 3, changedAt: '2026-01-01T00:00:00Z' } as const;
    expect(statusText({ ...TRUNK, status: { ...TRUNK.status, registration, callsNow: 2 } })).toBe(
      'Live on 2/2 proxies, revision 42; registration rejected (403 Forbidden): correct the trunk, it is not tried again until then; 2 calls now',
    );
  });
});
