import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { follow } from '../../shared/events';
import { openPage, press } from '../../testing/page';
import { type Asked, type Answer, problem, serve, session, Stream } from '../../testing/server';

const KESTREL = {
  trunkId: 'kestrel',
  name: 'Kestrel Networks',
  sipUri: 'sip:sbc.kestrel.example',
  enabled: true,
  priority: 100,
  transport: 'udp',
  authMethod: 'registration',
  authUser: 'us',
  authPassSet: true,
  allowedIps: [],
  callerIdMode: 'base_number',
  maxConcurrentCalls: 10,
  codecPreferences: ['PCMA'],
  baseNumbers: ['+493012345'],
  baseNumberCount: 1,
  fromUser: 'caller',
  identityHeader: 'pai',
  numberFormat: 'e164_plus',
  userPhone: false,
  revision: 42,
  createdAt: '2026-11-20T09:00:00Z',
  createdBy: 'ada',
  updatedAt: '2026-11-20T09:00:00Z',
  updatedBy: 'ada',
  status: { state: 'live', liveOn: 2, nodes: 2, reasons: [], callsNow: 3 },
};

const NOTHING = {
  from: '2026-11-19T14:05:00Z',
  to: '2026-11-20T14:08:31Z',
  slotSeconds: 300,
  slots: [],
  registrations: [],
};
const ENDED = { answered: 0, busy: 0, no_answer: 0, rejected: 0, carrier_refused: 0, unreachable: 0, cancelled: 0 };
const BUSY_DAY = {
  ...NOTHING,
  slots: [
    {
      at: '2026-11-20T14:00:00Z',
      peakCalls: 10,
      limit: 10,
      passedOverAtCap: 2,
      attempts: { ...ENDED, answered: 30, carrier_refused: 10 },
      ringDelay: { median: 1974, p95: 3948 },
    },
  ],
};

/** The service with this trunk; `others` answers what the story is about. */
const withTrunk = (trunk: object, others: (asked: Asked) => Answer | undefined = () => undefined) =>
  serve((asked) => {
    const told = others(asked);
    if (told) return told;
    if (asked.path === '/egress-trunks/kestrel') return [200, trunk];
    if (asked.path === '/egress-trunks/kestrel/history') return [200, NOTHING];
    return undefined;
  });

const registration = (more: object) => ({
  state: 'rejected',
  node: 'proxy-1',
  tries: 3,
  changedAt: '2026-11-20T14:00:00Z',
  ...more,
});

describe('the overview of a trunk', () => {
  it('says what to do when the carrier refuses the registration', async () => {
    withTrunk({
      ...KESTREL,
      status: {
        ...KESTREL.status,
        state: 'not_ready',
        liveOn: 0,
        reasons: [{ node: 'proxy-1', reason: 'is not registered: 403 Forbidden' }],
        registration: registration({ code: 403, reason: 'Forbidden' }),
      },
    });
    openPage('/egress-trunks/kestrel');
    const status = within(await screen.findByRole('region', { name: 'Status' }));
    expect(
      status.getByText(/The carrier answered 403 Forbidden to REGISTER: user or password is wrong\./),
    ).toBeInTheDocument();
    expect(status.getByText(/Change them; the next try follows the save\./)).toBeInTheDocument();
    expect(status.queryByText(/is not registered/)).not.toBeInTheDocument();
  });

  it('says why a proxy can’t reach the carrier, in words that an admin understands', async () => {
    withTrunk({
      ...KESTREL,
      authMethod: 'ip_only',
      status: {
        ...KESTREL.status,
        state: 'not_ready',
        reasons: [{ node: 'proxy-2', reason: 'sbc.kestrel.example does not resolve' }],
      },
    });
    openPage('/egress-trunks/kestrel');
    expect(await screen.findByText('proxy-2 finds no address for sbc.kestrel.example.')).toBeInTheDocument();
    expect(screen.getByText(/Check the host of the SIP URI/)).toBeInTheDocument();
  });

  it('follows the status as proxies tell it', async () => {
    withTrunk({ ...KESTREL, status: { ...KESTREL.status, registration: registration({ state: 'registering' }) } });
    const stop = follow();
    openPage('/egress-trunks/kestrel');
    expect(await screen.findByText(/waits for the carrier’s answer/)).toBeInTheDocument();
    act(() =>
      Stream.tell('status', {
        trunkId: 'kestrel',
        status: {
          ...KESTREL.status,
          registration: registration({ state: 'registered', code: 200, registeredUntil: '2026-11-20T15:00:00Z' }),
        },
      }),
    );
    expect(await screen.findByText(/Registered with the carrier by proxy-1/)).toBeInTheDocument();
    stop();
  });

  it('tells of each picture what it shows, in a sentence and as a table', async () => {
    withTrunk(KESTREL, ({ path }) => (path.endsWith('/history') ? [200, BUSY_DAY] : undefined));
    openPage('/egress-trunks/kestrel');
    expect(
      await screen.findByRole('img', {
        name: 'At most 10 calls at one time. 2 calls were passed over at the limit of 10.',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('img', { name: /75% of 40 attempts were answered\. The carrier refused 10\./ }),
    ).toBeInTheDocument();
    const calls = screen.getByRole('region', { name: 'Calls at one time, last 24 hours' });
    await userEvent.click(within(calls).getByRole('button', { name: 'Show as table' }));
    expect(within(calls).getByRole('columnheader', { name: 'Passed over at the limit' })).toBeInTheDocument();
    expect(
      within(calls)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent)
        .slice(1),
    ).toEqual(['10', '10', '2']);
  });

  it('says so when there were no calls, and asks for as much as the address says', async () => {
    const asked = withTrunk(KESTREL);
    openPage('/egress-trunks/kestrel?range=7d');
    expect(await screen.findByText('No calls in the last 7 days')).toBeInTheDocument();
    expect(asked.find(({ path }) => path.endsWith('/history'))!.query.get('hours')).toBe('168');
  });

  it('warns that no base number uses it', async () => {
    withTrunk({ ...KESTREL, baseNumbers: [], baseNumberCount: 0 });
    openPage('/egress-trunks/kestrel');
    expect(await screen.findByText('No base number uses this trunk')).toBeInTheDocument();
  });
});

describe('what can be done with a trunk', () => {
  it('shows viewers no buttons that would fail', async () => {
    withTrunk(KESTREL, ({ path }) => (path === '/session' ? [200, session('viewer')] : undefined));
    openPage('/egress-trunks/kestrel');
    expect(await screen.findByRole('heading', { name: 'Kestrel Networks' })).toBeInTheDocument();
    for (const name of ['Edit', 'Duplicate', 'Disable', 'Delete'])
      expect(screen.queryByRole('button', { name })).not.toBeInTheDocument();
  });

  it('disables it at the revision that is shown', async () => {
    const asked = withTrunk(KESTREL, ({ method }) =>
      method === 'PATCH' ? [200, { ...KESTREL, enabled: false, revision: 43 }] : undefined,
    );
    openPage('/egress-trunks/kestrel');
    await press('Disable');
    expect(await screen.findByRole('button', { name: 'Enable' })).toBeInTheDocument();
    const patch = asked.find(({ method }) => method === 'PATCH')!;
    expect(patch.body).toEqual({ enabled: false });
    expect(patch.headers.get('If-Match')).toBe('"42"');
  });

  it('says which base numbers are left without a trunk before it is deleted', async () => {
    withTrunk(KESTREL, ({ path, method }) => {
      if (path === '/egress-trunks/bulk')
        return [
          200,
          { dryRun: true, effects: { baseNumbersWithoutTrunk: ['+493012345'], baseNumbersWithoutTrunkCount: 1 } },
        ];
      if (method === 'DELETE')
        return problem(409, 'in-use', '', {
          dependents: [{ kind: 'base-number', id: '+493012345' }],
          dependentCount: 1,
        });
      return undefined;
    });
    openPage('/egress-trunks/kestrel');
    await press('Delete');
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      await dialog.findByText(
        /1 base number is left without a trunk that is enabled, and its calls will be refused: \+493012345\. 3 calls run over the trunk and go on\./,
      ),
    ).toBeInTheDocument();
    await userEvent.click(dialog.getByRole('button', { name: 'Delete' }));
    expect(await dialog.findByRole('button', { name: 'Delete it all the same' })).toBeInTheDocument();
  });

  it('says so when somebody else deleted it meanwhile', async () => {
    let isGone = false;
    withTrunk(KESTREL, ({ path }) =>
      isGone && path === '/egress-trunks/kestrel' ? problem(404, 'not-found') : undefined,
    );
    const stop = follow();
    openPage('/egress-trunks/kestrel');
    await screen.findByRole('heading', { name: 'Kestrel Networks' });
    isGone = true;
    act(() => Stream.tell('trunk', { id: 'kestrel', revision: 43, deleted: true }));
    expect(await screen.findByRole('heading', { name: 'Kestrel Networks was deleted' })).toBeInTheDocument();
    stop();
  });
});

describe('the base numbers of a trunk', () => {
  const NUMBER = { number: '+493012345', egressTrunks: ['acme', 'kestrel'], egressTrunkCount: 2, revision: 1 };

  it('say after which other trunk this one is used', async () => {
    withTrunk(KESTREL, ({ path }) => {
      if (path === '/base-numbers') return [200, { items: [NUMBER], total: 1 }];
      if (path === '/egress-trunks')
        return [200, { items: [{ ...KESTREL, trunkId: 'acme', name: 'Acme', priority: 100 }], total: 1 }];
      return undefined;
    });
    openPage('/egress-trunks/kestrel/base-numbers');
    expect(await screen.findByText('after Acme (100)')).toBeInTheDocument();
  });

  it('are unlinked all or none', async () => {
    const asked = withTrunk(KESTREL, ({ path }) =>
      path === '/base-numbers' ? [200, { items: [NUMBER], total: 1 }] : undefined,
    );
    openPage('/egress-trunks/kestrel/base-numbers');
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Select +493012345' }));
    await press('Unlink 1');
    await waitFor(() =>
      expect(asked.find(({ path }) => path === '/egress-trunks/bulk')?.body).toEqual({
        trunkIds: ['kestrel'],
        action: 'unlink',
        baseNumbers: ['+493012345'],
      }),
    );
  });
});

describe('the attempts of a trunk', () => {
  const FORBIDDEN = {
    callId: '1158077@agent.example',
    node: 'proxy-1',
    revision: 42,
    baseNumber: '+493012345',
    callerIdRule: 'base_number',
    carrier: '192.0.2.1:5060',
    transport: 'udp',
    code: 403,
    reason: 'Forbidden',
    cause: 'password_refused',
    side: 'carrier',
    endedBy: 'carrier',
    startedAt: '2026-11-20T14:01:12.5Z',
    tryingAt: '2026-11-20T14:01:12.53Z',
    challengedAt: '2026-11-20T14:01:12.6Z',
    challengeCode: 407,
    finalAt: '2026-11-20T14:01:12.9Z',
    endedAt: '2026-11-20T14:01:12.9Z',
  };

  it('tell whose side a 403 is, what to do, and what was said', async () => {
    withTrunk(KESTREL, ({ path }) => (path.endsWith('/attempts') ? [200, { items: [FORBIDDEN] }] : undefined));
    openPage('/egress-trunks/kestrel/attempts');
    await userEvent.click(await screen.findByText('Password refused'));
    expect(
      await screen.findByText(/The carrier answered 403 Forbidden after user and password were sent/),
    ).toBeInTheDocument();
    expect(screen.getByText(/This is the carrier’s side\. Change user or password of the trunk\./)).toBeInTheDocument();
    const said = within(screen.getByRole('list', { name: /We/ }))
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);
    expect(said.map((text) => /INVITE|\d{3} [A-Z][A-Za-z ]*[a-z]/.exec(text ?? '')?.[0])).toEqual([
      'INVITE',
      '100 Trying',
      expect.stringMatching(/^407 Proxy Authentication Required/),
      'INVITE',
      expect.stringMatching(/^403 Forbidden/),
    ]);
  });

  it('say that they can’t be read while Redis is away', async () => {
    withTrunk(KESTREL, ({ path }) =>
      path.endsWith('/attempts') ? problem(422, 'unavailable', 'Redis does not answer.') : undefined,
    );
    openPage('/egress-trunks/kestrel/attempts');
    expect(await screen.findByRole('alert')).toHaveTextContent('Redis does not answer.');
    expect(screen.getByRole('button', { name: 'Try again' })).toBeInTheDocument();
  });
});

describe('the history of a trunk', () => {
  it('shows what each change changed, and never a secret', async () => {
    withTrunk(KESTREL, ({ path, query }) => {
      if (path !== '/audit') return undefined;
      expect([query.get('kind'), query.get('key')]).toEqual(['trunk', 'kestrel']);
      return [
        200,
        {
          items: [
            {
              id: 7,
              at: '2026-11-20T14:05:10Z',
              actor: 'ada',
              way: 'token',
              tokenName: 'deploy',
              kind: 'trunk',
              key: 'kestrel',
              action: 'update',
              revision: 42,
              changes: [
                { field: 'priority', from: 50, to: 60 },
                { field: 'authPass', changed: true },
                { field: 'baseNumbers', added: ['+493012345'] },
              ],
            },
          ],
        },
      ];
    });
    openPage('/egress-trunks/kestrel/history');
    const entry = within(await screen.findByRole('list', { name: 'History' }));
    expect((await entry.findByText('ada')).closest('li')).toHaveTextContent('ada changed 3 fields');
    expect(entry.getByText(/with the API token deploy · revision 42/)).toBeInTheDocument();
    expect(entry.getByText('50').tagName).toBe('DEL');
    expect(entry.getByText('60').tagName).toBe('INS');
    expect(entry.getByText('changed (value never shown)')).toBeInTheDocument();
    expect(entry.getByText('+493012345').tagName).toBe('INS');
  });
});
