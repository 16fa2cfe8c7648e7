import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { openPage, press } from '../../testing/page';
import { type Answer, type Asked, problem, serve, session } from '../../testing/server';

const trunk = (trunkId: string, name: string, priority: number, enabled = true) => ({
  trunkId,
  name,
  priority,
  enabled,
});
const TRUNKS = [trunk('kestrel', 'Kestrel', 100), trunk('acme', 'Acme', 50), trunk('old', 'Old One', 90, false)];

const number = (digits: string, egressTrunks: string[], extra: object = {}) => ({
  number: digits,
  egressTrunks,
  egressTrunkCount: egressTrunks.length,
  revision: 5,
  createdAt: '2026-11-01T08:00:00Z',
  createdBy: 'ada',
  updatedAt: '2026-11-01T08:00:00Z',
  updatedBy: 'ada',
  ...extra,
});

const NUMBERS = [
  number('+49301', ['kestrel', 'old', 'acme'], { name: 'Support' }),
  number('+49302', []),
  number('+49303', ['old']),
  number('+49304', ['acme']),
];

/** A service with these trunks and numbers; `other` answers first. */
const serveNumbers = (other: (request: Asked) => Answer | undefined = () => undefined) =>
  serve((request) => {
    const { method, path } = request;
    const answer = other(request);
    if (answer || method !== 'GET') return answer;
    if (path === '/base-numbers') return [200, { items: NUMBERS, total: NUMBERS.length }];
    if (path === '/egress-trunks') return [200, { items: TRUNKS, total: TRUNKS.length }];
    const found =
      NUMBERS.find((one) => path === `/base-numbers/${one.number}`) ??
      TRUNKS.find((one) => path === `/egress-trunks/${one.trunkId}`);
    return found && [200, found];
  });

const changes = (asked: Asked[]) =>
  asked.filter(({ method, path }) => method !== 'GET' && path.startsWith('/base-numbers'));
const row = (digits: string) => screen.getByRole('link', { name: digits }).closest('tr')!;

describe('the base numbers of a team', () => {
  it('shows which trunk each uses first, and which can’t transfer', async () => {
    const asked = serveNumbers();
    openPage('/base-numbers');
    await screen.findByText(/Kestrel/);
    expect(row('+49301')).toHaveTextContent('Kestrel 100 · used firstOld One 90 · disabledAcme 50');
    expect(row('+49302')).toHaveTextContent('No trunk: transfers will fail');
    expect(row('+49303')).toHaveTextContent('Only disabled trunks: transfers will fail');
    expect(row('+49304')).toHaveTextContent('Linked');
    expect(asked.filter(({ path }) => path.startsWith('/egress-trunks'))).toHaveLength(1);
  });

  it('asks the service for what is searched, filtered and sorted, and keeps it in the address', async () => {
    const asked = serveNumbers();
    openPage('/base-numbers');
    await userEvent.type(await screen.findByLabelText('Search by number or name'), '301');
    await userEvent.click(screen.getByLabelText('Without a trunk only'));
    await press(/^Name/);
    await waitFor(() =>
      expect(Object.fromEntries(asked.findLast(({ path }) => path === '/base-numbers')!.query)).toMatchObject({
        q: '301',
        unlinked: 'true',
        sort: 'name',
      }),
    );
    expect(location.search).toContain('unlinked=true');
  });

  it('says in which order calls will try the trunks that are chosen', async () => {
    const asked = serveNumbers(({ method }) =>
      method === 'PATCH' ? [200, number('+49304', ['kestrel', 'acme', 'old'])] : undefined,
    );
    openPage('/base-numbers?edit=%2B49304');
    expect(await screen.findByText('Calls from this number try Acme (50).')).toBeInTheDocument();
    const field = screen.getByLabelText('Outbound Trunk (Egress)', { selector: 'input' });
    await userEvent.click(field);
    await userEvent.click(await screen.findByRole('option', { name: /Kestrel/ }));
    await userEvent.click(await screen.findByRole('option', { name: /Old One/ }));
    expect(
      await screen.findByText(
        'Calls from this number try Kestrel (100), then Acme (50). Old One is disabled and is skipped.',
      ),
    ).toBeInTheDocument();
    await press('Save');
    await waitFor(() =>
      expect(changes(asked)[0]?.body).toEqual({ name: null, egressTrunks: ['acme', 'kestrel', 'old'] }),
    );
    expect(changes(asked)[0]!.headers.get('If-Match')).toBe('"5"');
    await waitFor(() => expect(location.search).not.toContain('edit'));
  });

  it('shows both when somebody else was faster, and saves mine only when told to', async () => {
    const theirs = number('+49301', ['acme'], { name: 'Sales', revision: 9, updatedBy: 'grace' });
    let isChanged = false;
    const asked = serveNumbers(({ method, path, headers }) => {
      if (path !== '/base-numbers/+49301') return undefined;
      if (method === 'GET') return isChanged ? [200, theirs] : undefined;
      return headers.get('If-Match') === '"9"' ? [200, theirs] : problem(412, 'precondition-failed');
    });
    openPage('/base-numbers?edit=%2B49301');
    const name = await screen.findByLabelText('Name');
    await userEvent.type(name, ' Berlin');
    isChanged = true;
    await press('Save');
    const dialog = await screen.findByRole('dialog', { name: 'Somebody else changed it meanwhile' });
    expect(within(dialog).getByText(/grace changed \+49301/)).toBeInTheDocument();
    expect(within(dialog).getByText('Support Berlin')).toBeInTheDocument();
    expect(within(dialog).getByText('Sales')).toBeInTheDocument();
    await press('Keep mine');
    await waitFor(() => expect(changes(asked)).toHaveLength(2));
    expect(changes(asked)[1]!.headers.get('If-Match')).toBe('"9"');
    expect(changes(asked)[1]!.body).toMatchObject({ name: 'Support Berlin' });
  });

  it('takes theirs when told to', async () => {
    let isChanged = false;
    serveNumbers(({ method, path }) => {
      if (path !== '/base-numbers/+49301') return undefined;
      if (method === 'PATCH') return problem(412, 'precondition-failed');
      return isChanged
        ? [200, number('+49301', ['acme'], { name: 'Sales', revision: 9, updatedBy: 'grace' })]
        : undefined;
    });
    openPage('/base-numbers?edit=%2B49301');
    await userEvent.type(await screen.findByLabelText('Name'), ' Berlin');
    isChanged = true;
    await press('Save');
    await press('Take theirs');
    await waitFor(() => expect(screen.getByLabelText('Name')).toHaveValue('Sales'));
  });

  it('asks before what was typed is left behind', async () => {
    serveNumbers();
    openPage('/base-numbers?edit=%2B49301');
    await userEvent.type(await screen.findByLabelText('Name'), '!');
    await press('Cancel');
    await userEvent.click(await screen.findByRole('button', { name: 'Stay here' }));
    expect(screen.getByLabelText('Name')).toHaveValue('Support!');
  });

  it('says before many are unlinked whose calls will fail, and does it all at once', async () => {
    const asked = serveNumbers(({ path }) =>
      path === '/egress-trunks/bulk'
        ? [
            200,
            {
              changed: ['acme'],
              unchanged: [],
              effects: { baseNumbersTouched: 2, baseNumbersWithoutTrunk: ['+49304'], baseNumbersWithoutTrunkCount: 1 },
            },
          ]
        : undefined,
    );
    openPage('/base-numbers?selected=49301-49304');
    expect(await screen.findByText('2 selected')).toBeInTheDocument();
    await press('Unlink a trunk…');
    const dialog = await screen.findByRole('dialog', { name: 'Unlink 2 base numbers from a trunk' });
    await userEvent.click(within(dialog).getByRole('combobox', { name: 'Trunk' }));
    await userEvent.click(await screen.findByRole('option', { name: 'Acme (acme)' }));
    expect(await within(dialog).findByText('2 base numbers do not use acme any more.')).toBeInTheDocument();
    expect(
      within(dialog).getByText(/1 of them has no enabled trunk then: transfers from it will fail: \+49304/),
    ).toBeInTheDocument();
    await press('Unlink');
    expect(await within(dialog).findByText('2 of 2 done.')).toBeInTheDocument();
    const sent = asked.filter(({ path }) => path === '/egress-trunks/bulk');
    expect(sent.map(({ query }) => query.get('dryRun'))).toEqual(['true', 'false']);
    expect(sent[1]!.body).toEqual({ trunkIds: ['acme'], action: 'unlink', baseNumbers: ['+49301', '+49304'] });
  });

  it('deletes many, tells how it went, and names what failed', async () => {
    const asked = serveNumbers(({ method, path }) => {
      if (method !== 'DELETE') return undefined;
      return path.includes('+49303') ? problem(503, 'unavailable') : [204];
    });
    openPage('/base-numbers?selected=49302-49303');
    await press('Delete…');
    const dialog = await screen.findByRole('dialog', { name: 'Delete 2 base numbers?' });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Delete' }));
    expect(await within(dialog).findByText('1 of 2 done. 1 failed:')).toBeInTheDocument();
    expect(within(dialog).getByText(/\+49303: Not available/)).toBeInTheDocument();
    expect(
      changes(asked)
        .map(({ path, query }) => [path, query.get('force')])
        .sort(),
    ).toEqual([
      ['/base-numbers/+49302', 'true'],
      ['/base-numbers/+49303', 'true'],
    ]);
    await userEvent.click(within(dialog).getByText('Close', { selector: 'span' }));
    expect(await screen.findByText('1 selected')).toBeInTheDocument();
  });

  it('offers viewers nothing that would fail', async () => {
    serveNumbers(({ path }) => (path === '/session' ? [200, session('viewer')] : undefined));
    openPage('/base-numbers?edit=%2B49301');
    expect(
      await screen.findByText(
        'Calls from this number try Kestrel (100), then Acme (50). Old One is disabled and is skipped.',
      ),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^(New|Save|Delete|Link)/ })).not.toBeInTheDocument();
    expect(screen.queryByRole('checkbox', { name: /Select/ })).not.toBeInTheDocument();
    expect(screen.getByLabelText('Name')).toBeDisabled();
  });
});
