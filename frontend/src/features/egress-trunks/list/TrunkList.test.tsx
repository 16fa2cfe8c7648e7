import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { openPage, press, type } from '../../../testing/page';
import { type Answer, type Asked, problem, serve, session, Stream } from '../../../testing/server';
import { LIVE, trunk } from '../../../testing/trunks';

const SUMMARY = {
  total: 3,
  enabled: 3,
  states: { live: 2, pending: 0, not_ready: 1, refused: 0, disabled: 0, unknown: 0 },
  registrations: { registering: 0, registered: 1, failing: 1, rejected: 0 },
  registrationTrunks: 2,
  callsNow: 31,
  atCap: 0,
  unlinked: 1,
  certificatesExpiring: 0,
};
const TRUNKS = [
  trunk('acme', { name: 'Acme Telecom', maxConcurrentCalls: 10, status: { ...LIVE, callsNow: 9 } }),
  trunk('kestrel', { name: 'Kestrel', baseNumbers: [], baseNumberCount: 0 }),
  trunk('nordwind', {
    name: 'Nordwind',
    authMethod: 'tls_mutual',
    transport: 'tls',
    tlsCertificate: { subject: 'CN=us', notAfter: '2026-12-07T00:00:00Z', daysLeft: 12 },
  }),
];

/** A service that has some trunks; `also` answers first. */
const serveTrunks = (trunks = TRUNKS, also: (asked: Asked) => Answer | undefined = () => undefined) =>
  serve((asked) => {
    const said = also(asked);
    if (said) return said;
    if (asked.path === '/egress-trunks/summary') return [200, SUMMARY];
    if (asked.path === '/egress-trunks') return [200, { items: trunks, total: trunks.length }];
    const one = trunks.find(({ trunkId }) => asked.path === `/egress-trunks/${trunkId}`);
    return one && [200, one];
  });

const rowOf = async (name: string) => (await screen.findByRole('link', { name })).closest('tr')!;
const listQueries = (asked: Asked[]) =>
  asked.filter(({ path }) => path === '/egress-trunks').map(({ query }) => query.toString());

describe('the list of trunks', () => {
  it('warns of what will make calls fail, in the row of the trunk', async () => {
    serveTrunks();
    openPage('/egress-trunks');
    expect(await rowOf('Acme Telecom')).toHaveTextContent('9 of 10nearly full');
    expect(await rowOf('Kestrel')).toHaveTextContent('No base number uses it');
    expect(await rowOf('Nordwind')).toHaveTextContent('Certificate expires in 12 days');
    expect(screen.getByText('3 trunks')).toHaveRole('status');
  });

  it('counts all trunks, and leads from a figure to those that it counts', async () => {
    const asked = serveTrunks();
    openPage('/egress-trunks');
    expect(await screen.findByRole('link', { name: /1 of 2.*Registered/ })).toBeInTheDocument();
    await userEvent.click(screen.getByRole('link', { name: /Without base number/ }));
    await waitFor(() => expect(listQueries(asked).at(-1)).toContain('unlinked=true'));
    expect(location.search).toBe('?unlinked=true');
  });

  it('is a link with all its filters, each of which can be taken away', async () => {
    const asked = serveTrunks();
    openPage('/egress-trunks?q=acme&state=%5B%22not_ready%22%5D&sort=-priority&nonsense=1');
    await screen.findByRole('link', { name: 'Acme Telecom' });
    expect(listQueries(asked)[0]).toBe('q=acme&state=not_ready&sort=-priority&limit=100');
    expect(screen.getByLabelText('Search trunks')).toHaveValue('acme');
    await press('Remove the filter “Search: acme”');
    await waitFor(() => expect(listQueries(asked).at(-1)).toBe('state=not_ready&sort=-priority&limit=100'));
    expect(screen.getByLabelText('Search trunks')).toHaveValue('');
  });

  it('finds while one types, after / from anywhere', async () => {
    const asked = serveTrunks();
    openPage('/egress-trunks');
    await screen.findByRole('link', { name: 'Kestrel' });
    await userEvent.keyboard('/kes');
    await waitFor(() => expect(listQueries(asked).at(-1)).toContain('q=kes'));
    expect(location.search).toBe('?q=kes');
  });

  it('shows a status that is told, and reads a trunk that somebody changed, each in its row alone', async () => {
    const trunks = [...TRUNKS];
    const asked = serveTrunks(trunks);
    openPage('/egress-trunks');
    const row = await rowOf('Acme Telecom');
    act(() =>
      Stream.tell('status', {
        trunkId: 'acme',
        status: {
          ...LIVE,
          state: 'not_ready',
          reasons: [{ node: 'proxy-1', reason: 'acme.example does not resolve' }],
        },
      }),
    );
    await waitFor(() => expect(row).toHaveTextContent('Not readyacme.example does not resolve'));
    trunks[1] = trunk('kestrel', { name: 'Kestrel Voice' });
    act(() => Stream.tell('trunk', { id: 'kestrel', revision: 8, deleted: false }));
    expect(await rowOf('Kestrel Voice')).not.toHaveTextContent('No base number');
    expect(row).toBeInTheDocument();
    expect(listQueries(asked)).toHaveLength(1);
    act(() => Stream.tell('trunk', { id: 'nordwind', revision: 9, deleted: true }));
    await waitFor(() => expect(screen.queryByRole('link', { name: 'Nordwind' })).not.toBeInTheDocument());
    expect(screen.getByText('2 trunks')).toBeInTheDocument();
  });

  it('goes from row to row by arrow keys, selects by x and opens by Enter', async () => {
    serveTrunks();
    openPage('/egress-trunks');
    const row = await rowOf('Acme Telecom');
    act(() => row.focus());
    await userEvent.keyboard('{ArrowDown}');
    await waitFor(async () => expect(await rowOf('Kestrel')).toHaveFocus());
    await userEvent.keyboard('x');
    expect(await screen.findByText('1 selected')).toBeInTheDocument();
    expect(location.search).toBe('?selected=%5B%22kestrel%22%5D');
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(location.pathname).toBe('/admin-settings/egress-trunks/kestrel'));
  });

  it('says that what is selected is not all shown', async () => {
    serveTrunks();
    openPage('/egress-trunks?selected=%5B%22acme%22,%22elsewhere%22%5D');
    expect(await screen.findByText('2 selected, 1 not shown')).toHaveRole('status');
    expect(await screen.findByRole('checkbox', { name: 'Select Acme Telecom' })).toBeChecked();
  });

  it('lets single keys be turned off', async () => {
    serveTrunks();
    openPage('/egress-trunks');
    await rowOf('Acme Telecom');
    await userEvent.keyboard('?');
    await userEvent.click(await screen.findByRole('switch', { name: /Single keys/ }));
    await press('Close');
    await userEvent.keyboard('/');
    expect(screen.getByLabelText('Search trunks')).not.toHaveFocus();
    localStorage.removeItem('egress-keys');
  });

  it('tells a newcomer what a trunk is, and whoever searches in vain that nothing fits', async () => {
    serveTrunks([]);
    openPage('/egress-trunks');
    expect(await screen.findByRole('heading', { name: 'No trunks yet' })).toBeInTheDocument();
    await type('Search trunks', 'zzz');
    expect(await screen.findByRole('heading', { name: 'No trunk fits these filters' })).toBeInTheDocument();
    await press('Remove all filters');
    expect(await screen.findByRole('heading', { name: 'No trunks yet' })).toBeInTheDocument();
  });

  it('says why there is no list, and tries again', async () => {
    let isAway = true;
    serveTrunks(TRUNKS, ({ path }) =>
      isAway && path === '/egress-trunks' ? problem(400, 'invalid', 'No.') : undefined,
    );
    openPage('/egress-trunks');
    const alert = await screen.findByRole('alert');
    isAway = false;
    await userEvent.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await rowOf('Kestrel')).toBeInTheDocument();
  });

  it('offers a viewer nothing that would be refused', async () => {
    serveTrunks(TRUNKS, ({ path }) => (path === '/session' ? [200, session('viewer')] : undefined));
    openPage('/egress-trunks');
    await rowOf('Kestrel');
    expect(screen.queryByRole('link', { name: 'Create trunk' })).not.toBeInTheDocument();
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /Actions for/ })).not.toBeInTheDocument();
  });

  it('leads from a row to its edit form, its copy and its end', async () => {
    serveTrunks();
    openPage('/egress-trunks');
    await rowOf('Kestrel');
    await press('Actions for Kestrel');
    expect(await screen.findByRole('menuitem', { name: 'Edit' })).toHaveAttribute(
      'href',
      '/admin-settings/egress-trunks/kestrel/edit',
    );
    expect(screen.getByRole('menuitem', { name: 'Duplicate' })).toHaveAttribute(
      'href',
      '/admin-settings/egress-trunks/new?copyOf=kestrel',
    );
    expect(screen.getByRole('menuitem', { name: 'Delete' })).toBeInTheDocument();
  });
});
