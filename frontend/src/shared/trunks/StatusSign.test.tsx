import { render, screen } from '@testing-library/react';
import { Suspense } from 'react';
import { describe, expect, it } from 'vitest';
import type { Schemas } from '../api/client';
import { StatusSign } from './StatusSign';

type Status = Schemas['TrunkStatus'];

const LIVE: Status = { state: 'live', liveOn: 2, nodes: 2, reasons: [], callsNow: 0 };
const REGISTRATION = { node: 'proxy-1', tries: 1, changedAt: '2026-11-25T12:00:00Z' };

async function read(status: Partial<Status>) {
  const { container, unmount } = render(
    <Suspense>
      <StatusSign status={{ ...LIVE, ...status }} withWhy />
    </Suspense>,
  );
  await screen.findAllByText(/\w/);
  const text = container.textContent;
  unmount();
  return text;
}

describe('the status of a trunk', () => {
  it('is about the registration, with the carrier’s answer, where the trunk registers', async () => {
    expect(await read({ registration: { ...REGISTRATION, state: 'registered', code: 200 } })).toBe('Registered 200');
    const rejected = { ...REGISTRATION, state: 'rejected', code: 403, reason: 'Forbidden' } as const;
    expect(
      await read({
        state: 'not_ready',
        liveOn: 0,
        reasons: [{ node: 'proxy-1', reason: 'not registered' }],
        registration: rejected,
      }),
    ).toBe('Registration rejected 403The carrier says 403 Forbidden. No further try until the trunk changes.');
    expect(await read({ state: 'not_ready', registration: { ...REGISTRATION, state: 'failing', code: 408 } })).toBe(
      'Registration fails 408The carrier does not answer.',
    );
  });

  it('says which proxy can’t use the trunk, and why', async () => {
    const reasons = [{ node: 'proxy-2', reason: 'sip.acme.example does not resolve' }];
    expect(await read({ state: 'not_ready', liveOn: 1, reasons })).toBe(
      'Not readyproxy-2: sip.acme.example does not resolve',
    );
    const registered = { ...REGISTRATION, state: 'registered' } as const;
    expect(await read({ state: 'not_ready', nodes: 1, reasons, registration: registered })).toBe(
      'Not readysip.acme.example does not resolve',
    );
  });

  it('tells what is on its way from what is off, and calls that still run', async () => {
    expect(await read({ state: 'pending', liveOn: 1 })).toBe('On its wayIn force on 1 of 2 proxies.');
    expect(await read({ state: 'disabled', callsNow: 2 })).toBe('Disabled2 calls still run.');
    expect(await read({ state: 'unknown', nodes: 0 })).toBe('UnknownNo proxy reports.');
  });
});
