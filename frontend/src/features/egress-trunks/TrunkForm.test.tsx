import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Trunk } from './api';
import { statusText } from './StatusSign';
import { TrunkForm } from './TrunkForm';

const TRUNK: Trunk = {
  trunkId: 'acme', name: 'Acme', sipUri: 'sip:sip.acme.example', enabled: true, priority: 50, transport: 'udp',
  authMethod: 'digest', authUser: 'bot', authPassSet: true, allowedIps: [], callerIdMode: 'passthrough',
  fromUser: 'caller', identityHeader: 'pai', numberFormat: 'e164_plus', userPhone: false, maxConcurrentCalls: 0, codecPreferences: ['PCMA', 'PCMU'], baseNumbers: [], revision: 42,
  createdAt: '2026-01-01T00:00:00Z', createdBy: 'admin', updatedAt: '2026-01-01T00:00:00Z', updatedBy: 'admin',
  status: { state: 'live', liveOn: 2, nodes: 2, reasons: [], callsNow: 0 },
};

/** Answers the list of base numbers, and saves as told; gives what was sent. */
function server(status: number, answer: unknown) {
  const sent: { method: string; headers: Record<string, string>; body: Record<string, unknown> }[] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (path.startsWith('/api/v1/base-numbers')) return new Response('{"items":[]}');
    sent.push({ method: init.method!, headers: init.headers as Record<string, string>, body: JSON.parse(String(init.body)) });
    return new Response(JSON.stringify(answer), { status });
  });
  return sent;
}

const form = (trunk?: Trunk) => render(<TrunkForm trunk={trunk} onSaved={() => {}} onClose={() => {}} />);
const save = () => userEvent.click(screen.getByRole('button', { name: 'Save' }));

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('the form of a trunk', () => {
  it('offers the auth methods that are supported, and names those that come', () => {
    server(200, TRUNK);
    form();
    const options = [...screen.getByLabelText<HTMLSelectElement>('Auth Method').options];
    expect(options.filter(({ disabled }) => !disabled).map(({ value }) => value)).toEqual(['ip_only', 'digest']);
    expect(options).toHaveLength(5);
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
    expect(statusText({ ...TRUNK, status: { state: 'not_ready', liveOn: 0, nodes: 1, reasons: [{ node: 'proxy-1', reason: 'it does not resolve' }], callsNow: 0 } }))
      .toBe('Not ready – proxy-1: it does not resolve');
  });
});
