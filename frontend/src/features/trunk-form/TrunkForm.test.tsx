import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { openPage, press } from '../../testing/page';
import { type Answer, type Asked, problem, serve, session } from '../../testing/server';
import { acme } from '../../testing/trunks';
import type { Trunk } from './draft';

const PREVIEW = {
  baseNumber: '+493012345678',
  isSample: true,
  callerIdRule: 'base_number',
  candidates: [],
  attempt: {
    trunkId: 'acme',
    sentTo: 'sip.acme.example',
    transport: 'udp',
    requestUri: 'sip:+4989123456@sip.acme.example',
    from: 'sip:+493012345678@sip.acme.example',
    identityHeader: { name: 'P-Asserted-Identity', value: '<sip:+493012345678@sip.acme.example>' },
    codecs: ['PCMA'],
  },
  ladder: [
    { direction: 'to_carrier', message: 'INVITE', step: 'invite' },
    { direction: 'from_carrier', message: '407 Proxy Authentication Required', step: 'challenge' },
  ],
};
const CERTIFICATE = {
  name: 'ACME_CERT',
  type: 'secret',
  valueSet: true,
  usedByCount: 0,
  certificate: { subject: 'CN=acme', notAfter: '2027-01-01T00:00:00Z', daysLeft: 12 },
};

const NOTHING_HAPPENED = { slots: [], registrations: [] };

type Service = {
  trunk?: Trunk;
  /** What a save is answered; undefined: it is taken. */
  save?: (asked: Asked) => Answer | undefined;
  preview?: (asked: Asked) => Answer;
  role?: 'viewer' | 'editor';
};

/** A service with one trunk, perhaps, that takes what it is given. */
function service({ trunk, save, preview, role = 'editor' }: Service = {}) {
  return serve((asked) => {
    const { method, path } = asked;
    if (path === '/session') return [200, session(role)];
    if (path === '/route-preview') return preview?.(asked) ?? [200, PREVIEW];
    if (path === '/variables') return [200, { items: [CERTIFICATE] }];
    if (/^\/egress-trunks/.test(path) && (method === 'POST' || method === 'PUT')) {
      return save?.(asked) ?? [200, acme({ ...(asked.body as Partial<Trunk>), authPassSet: true })];
    }
    if (path.endsWith('/history')) return [200, NOTHING_HAPPENED];
    if (path.startsWith('/egress-trunks/')) return trunk ? [200, trunk] : problem(404, 'not-found');
    return undefined;
  });
}

const sent = (asked: Asked[]) =>
  asked.filter(({ method, path }) => (method === 'POST' || method === 'PUT') && path.startsWith('/egress-trunks'));
const body = (asked: Asked) => asked.body as Record<string, unknown>;
const save = () => press('Save trunk');
const field = (label: string | RegExp) => screen.findByLabelText(label);

async function fillIn(label: string | RegExp, text: string) {
  await userEvent.clear(await field(label));
  await userEvent.paste(text);
}

const COMMON = {
  name: 'Acme',
  trunkId: 'acme',
  sipUri: 'sip:sip.acme.example',
  enabled: true,
  priority: 50,
  allowedIps: [],
  maxConcurrentCalls: 0,
  callerIdMode: 'passthrough',
  identityHeader: 'pai',
  numberFormat: 'e164_plus',
  userPhone: false,
  codecPreferences: ['PCMA', 'PCMU'],
  baseNumbers: [],
};
const CREDENTIALS = { authUser: 'bot', authPass: 'sesame', fromUser: 'caller' };

describe('creating a trunk', () => {
  const credentials = async () => {
    await fillIn(/^Username \*$/, 'bot');
    await fillIn(/^Password/, 'sesame');
  };
  it.each([
    ['IP address only', async () => {}, { authMethod: 'ip_only', transport: 'udp' }],
    ['Username and password (per call)', credentials, { authMethod: 'digest', transport: 'udp', ...CREDENTIALS }],
    ['Registration', credentials, { authMethod: 'registration', transport: 'udp', ...CREDENTIALS }],
    [
      'IP address and password',
      async () => {
        await credentials();
        await userEvent.type(
          await screen.findByLabelText(/^Allowed IPs/, { selector: 'input:not([type=hidden])' }),
          '192.0.2.0/24{Enter}2001:db8::1 ',
        );
      },
      { authMethod: 'ip_and_digest', transport: 'udp', ...CREDENTIALS, allowedIps: ['192.0.2.0/24', '2001:db8::1'] },
    ],
    [
      'TLS client certificate',
      async () => {
        await press('Change the transport to TLS');
        await userEvent.selectOptions(await field(/^Certificate variable/), 'ACME_CERT');
        expect(await screen.findByText('12 days left')).toBeInTheDocument();
      },
      { authMethod: 'tls_mutual', transport: 'tls', tlsCertVariable: 'ACME_CERT' },
    ],
  ])('by %s sends exactly what goes with it', async (method, fill, expected) => {
    const asked = service();
    openPage('/egress-trunks/new');
    await fillIn(/^Name/, 'Acme');
    expect(await field(/^Trunk ID/)).toHaveValue('acme');
    await fillIn(/^SIP URI/, 'sip:sip.acme.example');
    await userEvent.click(await screen.findByRole('radio', { name: method }));
    await fill();
    await save();
    await waitFor(() => expect(sent(asked)).toHaveLength(1));
    expect(sent(asked)[0]).toMatchObject({ method: 'POST', path: '/egress-trunks' });
    expect(body(sent(asked)[0]!)).toEqual({ ...COMMON, ...expected });
    await waitFor(() => expect(location.pathname).toBe('/admin-settings/egress-trunks/acme'));
    expect(await screen.findByText('Acme is created.')).toBeInTheDocument();
  });

  it('does not send a password that was typed before another method was chosen', async () => {
    const asked = service();
    openPage('/egress-trunks/new');
    await userEvent.click(await screen.findByRole('radio', { name: 'Registration' }));
    await fillIn(/^Password/, 'sesame');
    await userEvent.click(await screen.findByRole('radio', { name: 'IP address only' }));
    await save();
    await waitFor(() => expect(sent(asked)).toHaveLength(1));
    expect(sent(asked)[0]!.text).not.toContain('sesame');
  });

  it('keeps an ID that somebody gave it when the name changes', async () => {
    service();
    openPage('/egress-trunks/new');
    await fillIn(/^Name/, 'Acme');
    await fillIn(/^Trunk ID/, 'berlin');
    await fillIn(/^Name/, 'Kestrel');
    expect(await field(/^Trunk ID/)).toHaveValue('berlin');
  });

  it('can start from a carrier, which only fills the form and can be undone', async () => {
    const asked = service();
    openPage('/egress-trunks/new');
    await userEvent.selectOptions(await field('Start from a carrier'), 'twilio');
    expect(
      await screen.findByText(
        /Filled in: Name, Trunk ID, SIP URI, Transport, Caller ID sent to the carrier, Caller ID\./,
      ),
    ).toBeInTheDocument();
    expect(await field(/^SIP URI/)).toHaveValue('sip:your-trunk.pstn.twilio.com');
    expect(await screen.findByRole('combobox', { name: /^Transport/ })).toHaveValue('tls');
    await press('Undo');
    expect(await field(/^SIP URI/)).toHaveValue('');
    expect(sent(asked)).toEqual([]);
  });

  it('puts the codecs in another order by buttons and keys, and says so', async () => {
    const asked = service();
    openPage('/egress-trunks/new');
    await press('Move PCMU up');
    expect(await screen.findByText('PCMU is now number 1 of 2')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Move PCMU up' })).toHaveFocus();
    await userEvent.selectOptions(screen.getByLabelText('Add a codec'), 'opus');
    screen.getByRole('button', { name: 'Move opus up' }).focus();
    await userEvent.keyboard('{ArrowUp}');
    await press('Remove PCMA');
    await save();
    await waitFor(() => expect(sent(asked)).toHaveLength(1));
    expect(body(sent(asked)[0]!).codecPreferences).toEqual(['PCMU', 'opus']);
  });

  it('as a copy has everything but ID, secrets and links', async () => {
    const asked = service({ trunk: acme({ baseNumbers: ['+493012345'], priority: 77 }) });
    openPage('/egress-trunks/new?copyOf=acme');
    expect(await screen.findByText(/The password and the linked base numbers were not copied/)).toBeInTheDocument();
    await fillIn(/^Trunk ID/, 'acme-2');
    await save();
    await waitFor(() => expect(sent(asked)).toHaveLength(1));
    expect(body(sent(asked)[0]!)).toMatchObject({
      trunkId: 'acme-2',
      name: 'Acme (copy)',
      priority: 77,
      authUser: 'bot',
      baseNumbers: [],
    });
    expect(body(sent(asked)[0]!)).not.toHaveProperty('authPass');
  });
});

describe('a save that does not work', () => {
  const INVALID = problem(422, 'invalid', 'Nothing was stored.', {
    errors: [
      { pointer: '/codecPreferences/0', code: 'unknown_value', detail: 'Name another codec.' },
      { pointer: '/countryCode', code: 'required', detail: 'Not on the screen.' },
      { pointer: '/fromDomain', code: 'bad_format', detail: 'Give a domain.' },
    ],
  });

  it('says at each field what is wrong, unfolds its section, and tells elsewhere what stands at no field', async () => {
    service({ trunk: acme(), save: () => INVALID });
    openPage('/egress-trunks/acme/edit');
    await fillIn(/^Name/, 'Acme 2');
    const habits = (await screen.findByRole('heading', { name: 'Carrier’s habits' })).closest('details')!;
    expect(habits.open).toBe(false);
    await save();
    expect(await screen.findByText('Name another codec.')).toBeInTheDocument();
    expect(screen.getByText('Give a domain.')).toBeInTheDocument();
    expect(habits.open).toBe(true);
    expect(within(screen.getByRole('alert')).getByText(/Not on the screen\./)).toHaveTextContent('/countryCode');
    expect(screen.getByLabelText('Add a codec')).toHaveFocus();
    expect(await field(/^Name/)).toHaveValue('Acme 2');
  });

  it.each([
    ['503', (): Answer => problem(503, 'unavailable', 'Try again.')],
    [
      'a lost network',
      (): Answer => {
        throw new TypeError('fetch failed');
      },
    ],
  ])('by %s loses nothing, and works later', async (_, answer) => {
    let tries = 0;
    const asked = service({ trunk: acme(), save: () => (++tries === 1 ? answer() : undefined) });
    openPage('/egress-trunks/acme/edit');
    await fillIn(/^Name/, 'Acme 2');
    await save();
    expect(await screen.findByRole('alert')).toBeInTheDocument();
    expect(await field(/^Name/)).toHaveValue('Acme 2');
    await save();
    await waitFor(() => expect(sent(asked)).toHaveLength(2));
    expect(body(sent(asked)[1]!).name).toBe('Acme 2');
  });

  it('because the session is over loses nothing either', async () => {
    let isOver = false;
    const asked = serve((request) => {
      const { method, path } = request;
      if (path === '/session' && method === 'POST') {
        isOver = false;
        return [201, session()];
      }
      if (path === '/route-preview') return [200, PREVIEW];
      if (isOver) return problem(401, 'unauthorized', 'Sign in.');
      if (path.endsWith('/history')) return [200, NOTHING_HAPPENED];
      if (method === 'PUT') return [200, acme(request.body as Partial<Trunk>)];
      return path === '/egress-trunks/acme' ? [200, acme()] : undefined;
    });
    openPage('/egress-trunks/acme/edit');
    await fillIn(/^Name/, 'Acme 2');
    isOver = true;
    await save();
    await fillIn('User name', 'ada');
    await fillIn('Password', 'correct horse');
    await press('Sign in');
    await waitFor(() => expect(screen.getByLabelText(/^Name/)).toBeVisible());
    expect(screen.getByLabelText(/^Name/)).toHaveValue('Acme 2');
    await save();
    await waitFor(() => expect(location.pathname).toBe('/admin-settings/egress-trunks/acme'));
    expect(sent(asked).map((put) => body(put).name)).toEqual(['Acme 2', 'Acme 2']);
  });
});

describe('editing a trunk', () => {
  it('saves twice without touching the secret', async () => {
    const asked = service({ trunk: acme() });
    for (const times of [1, 2]) {
      const page = openPage('/egress-trunks/acme/edit');
      expect(await screen.findByText(/Stored since/)).toBeInTheDocument();
      await save();
      await waitFor(() => expect(sent(asked)).toHaveLength(times));
      page.unmount();
    }
    for (const put of sent(asked)) {
      expect(put.headers.get('If-Match')).toBe('"42"');
      expect(body(put)).not.toHaveProperty('authPass');
    }
  });

  it('asks before what was typed is left behind', async () => {
    service({ trunk: acme() });
    openPage('/egress-trunks/acme/edit');
    await fillIn(/^Name/, 'Acme 2');
    await userEvent.click(screen.getByRole('link', { name: 'Base numbers' }));
    expect(await screen.findByText('Leave without saving?')).toBeInTheDocument();
    await press('Stay here');
    expect(await field(/^Name/)).toHaveValue('Acme 2');
  });

  it('tells who was faster, and lets one choose field by field', async () => {
    const theirs = acme({
      revision: 43,
      name: 'Acme of Ana',
      priority: 60,
      updatedBy: 'ana',
      updatedAt: new Date(Date.now() - 120_000).toISOString(),
    });
    let now = acme();
    const asked = serve((request) => {
      const { method, path, headers } = request;
      if (path === '/route-preview') return [200, PREVIEW];
      if (path.endsWith('/history')) return [200, NOTHING_HAPPENED];
      if (method === 'PUT')
        return headers.get('If-Match') === '"43"'
          ? [200, { ...theirs, ...(request.body as object), revision: 44 }]
          : problem(412, 'precondition-failed');
      return path === '/egress-trunks/acme' ? [200, now] : undefined;
    });
    openPage('/egress-trunks/acme/edit');
    await fillIn(/^Name/, 'My Acme');
    now = theirs;
    await save();
    const dialog = await screen.findByRole('dialog', { name: 'ana changed this trunk 2 minutes ago' });
    expect(within(dialog).getByText('Priority: 50 → 60')).toBeInTheDocument();
    const choice = within(dialog).getByRole('radiogroup', { name: 'Name' });
    expect(within(choice).getByRole('radio', { name: 'Keep mine: My Acme' })).toBeChecked();
    await userEvent.click(within(choice).getByRole('radio', { name: 'Take theirs: Acme of Ana' }));
    await press('Save with these');
    await waitFor(() => expect(sent(asked)).toHaveLength(2));
    expect(sent(asked)[1]!.headers.get('If-Match')).toBe('"43"');
    expect(body(sent(asked)[1]!)).toMatchObject({ name: 'Acme of Ana', priority: 60 });
  });

  it('can create a trunk again that was deleted meanwhile', async () => {
    let isGone = false;
    const asked = serve(({ method, path, body: given }) => {
      if (path === '/route-preview') return [200, PREVIEW];
      if (path.endsWith('/history')) return [200, NOTHING_HAPPENED];
      if (method === 'PUT') return problem(412, 'precondition-failed');
      if (method === 'POST' && path === '/egress-trunks') return [201, acme(given as Partial<Trunk>)];
      if (path === '/egress-trunks/acme') return isGone ? problem(404, 'not-found') : [200, acme()];
      return undefined;
    });
    openPage('/egress-trunks/acme/edit');
    await fillIn(/^Name/, 'My Acme');
    isGone = true;
    await save();
    await press('Create it again');
    await waitFor(() =>
      expect(asked.some(({ method, path }) => method === 'POST' && path === '/egress-trunks')).toBe(true),
    );
  });

  it('is reading for a viewer', async () => {
    service({ trunk: acme(), role: 'viewer' });
    openPage('/egress-trunks/acme/edit');
    expect(await field(/^Name/)).toBeDisabled();
    expect(screen.queryByRole('button', { name: 'Save trunk' })).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Move|Replace|New variable/ })).not.toBeInTheDocument();
  });

  it('says that there is no such trunk', async () => {
    service();
    openPage('/egress-trunks/nobody/edit');
    expect(await screen.findByRole('heading', { name: 'There is no trunk “nobody”' })).toBeInTheDocument();
  });
});

describe('what the carrier will get', () => {
  it('is in the server’s words, for the form as it is, without the password', async () => {
    const asked = service({ trunk: acme() });
    openPage('/egress-trunks/acme/edit');
    const picture = await screen.findByRole('complementary', { name: 'What the carrier will get' });
    expect(await within(picture).findAllByText('<sip:+493012345678@sip.acme.example>')).toHaveLength(2);
    expect(within(picture).getByText('407 Proxy Authentication Required')).toBeInTheDocument();
    await fillIn(/^Name/, 'Acme 2');
    await waitFor(() =>
      expect(asked.filter(({ path }) => path === '/route-preview').at(-1)!.body).toMatchObject({
        trunk: { name: 'Acme 2', sipUri: 'sip:sip.acme.example' },
      }),
    );
    for (const { path, text } of asked) if (path === '/route-preview') expect(text).not.toContain('authPass');
  });

  it('says which fields are missing, keeps the last picture, and leaves the fields alone', async () => {
    service({
      trunk: acme(),
      preview: ({ body: asked }) =>
        (asked as { trunk: Trunk }).trunk.sipUri
          ? [200, PREVIEW]
          : problem(422, 'invalid', '', {
              errors: [{ pointer: '/trunk/sipUri', code: 'required', detail: 'Give it.' }],
            }),
    });
    openPage('/egress-trunks/acme/edit');
    const picture = await screen.findByRole('complementary', { name: 'What the carrier will get' });
    await within(picture).findByText('407 Proxy Authentication Required');
    await userEvent.clear(await field(/^SIP URI/));
    expect(await within(picture).findByText(/Fill in SIP URI to see what the carrier will get/)).toBeInTheDocument();
    expect(within(picture).getByText('407 Proxy Authentication Required')).toBeInTheDocument();
    expect(await field(/^SIP URI/)).not.toHaveAttribute('aria-invalid');
  });

  it('tells which trunk calls from its first numbers try first', async () => {
    const candidates = [
      { trunkId: 'kestrel', name: 'Kestrel', priority: 100, isDraft: false, outcome: 'first' },
      { trunkId: 'acme', name: 'Acme', priority: 50, isDraft: true, outcome: 'next' },
    ];
    service({
      trunk: acme({ baseNumbers: ['+493012345'] }),
      preview: ({ body: asked }) => [
        200,
        {
          ...PREVIEW,
          isSample: false,
          baseNumber: (asked as { call: { baseNumber: string } }).call.baseNumber,
          candidates,
        },
      ],
    });
    openPage('/egress-trunks/acme/edit');
    const order = await screen.findByRole('region', { name: 'Which trunk is tried first' });
    expect(order).toHaveTextContent('Calls from +493012345 try Kestrel (100), then this trunk (50).');
  });
});

describe('what the carrier has to know', () => {
  it('is the address of our proxies for the trunk’s transport', async () => {
    const addresses = [
      { transport: 'udp', host: '203.0.113.10', port: 5060 },
      { transport: 'tls', host: '203.0.113.10', port: 5061 },
    ];
    serve(({ path }) => {
      if (path === '/route-preview') return [200, PREVIEW];
      return path === '/sync'
        ? [
            200,
            {
              revision: 1,
              state: 'in_sync',
              nodes: [
                {
                  node: 'proxy-1',
                  revision: 1,
                  contract: 2,
                  seenAt: '',
                  draining: false,
                  refused: [],
                  notReady: [],
                  addresses,
                },
              ],
            },
          ]
        : undefined;
    });
    openPage('/egress-trunks/new');
    expect(await screen.findByText('203.0.113.10:5060')).toBeInTheDocument();
    expect(screen.queryByText('203.0.113.10:5061')).not.toBeInTheDocument();
    await userEvent.selectOptions(await screen.findByRole('combobox', { name: /^Transport/ }), 'tls');
    expect(await screen.findByText('203.0.113.10:5061')).toBeInTheDocument();
  });
});
