import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { follow } from '../../shared/events';
import { openPage, press } from '../../testing/page';
import { serve, session, Stream } from '../../testing/server';

const entry = (id: number, extra: object = {}) => ({
  id,
  at: '2026-11-20T08:00:00Z',
  actor: 'ada',
  way: 'web',
  kind: 'trunk',
  key: 'acme',
  action: 'update',
  revision: id,
  changes: [],
  ...extra,
});

describe('the audit log', () => {
  it('tells of a secret that it was changed, and leads to what it is about', async () => {
    serve(({ path }) =>
      path === '/audit'
        ? [
            200,
            {
              items: [
                entry(7, {
                  changes: [
                    { field: 'authPass', changed: true },
                    { field: 'priority', from: 50, to: 60 },
                  ],
                }),
              ],
            },
          ]
        : undefined,
    );
    openPage('/audit');
    expect(await screen.findByRole('link', { name: 'acme' })).toHaveAttribute(
      'href',
      '/admin-settings/egress-trunks/acme',
    );
    expect(screen.getByText('Password').nextElementSibling).toHaveTextContent(/^changed \(value never shown\)$/);
    expect(screen.getByText('Priority').nextElementSibling).toHaveTextContent('50 → 60');
  });

  it('keeps its filters in the address, and offers only kinds that one may see', async () => {
    const asked = serve(({ path }) => (path === '/session' ? [200, session('viewer')] : undefined));
    openPage('/audit?actor=bob&revision=1843');
    expect(await screen.findByLabelText('By (user name)')).toHaveValue('bob');
    const what = screen.getByLabelText('What');
    expect(what).not.toHaveTextContent('API token');
    await userEvent.selectOptions(what, 'variable');
    await waitFor(() => {
      const query = asked.findLast(({ path }) => path === '/audit')!.query;
      expect(Object.fromEntries(query)).toMatchObject({ actor: 'bob', revision: '1843', kind: 'variable' });
    });
    expect(location.search).toContain('kind=variable');
    expect(await screen.findByRole('heading', { name: 'Nothing fits' })).toBeInTheDocument();
  });

  it('reads earlier changes when asked to', async () => {
    serve(({ path, query }) => {
      if (path !== '/audit') return undefined;
      return query.get('cursor')
        ? [200, { items: [entry(1, { key: 'older' })] }]
        : [200, { items: [entry(2)], nextCursor: 'next' }];
    });
    openPage('/audit');
    await press('Show earlier changes');
    expect(await screen.findByRole('link', { name: 'older' })).toBeInTheDocument();
    expect(screen.getByText(/it began here/)).toBeInTheDocument();
  });

  it('counts new changes, and shows them when one wants to see them', async () => {
    let items = [entry(7)];
    serve(({ path }) => (path === '/audit' ? [200, { items }] : undefined));
    const stop = follow();
    openPage('/audit');
    await screen.findByRole('link', { name: 'acme' });
    items = [entry(9, { key: 'kestrel' }), entry(8, { kind: 'base_number', key: '+49301' }), ...items];
    act(() => {
      Stream.tell('trunk', { id: 'kestrel', revision: 8, deleted: false });
      Stream.tell('base-number', { id: '+49301', revision: 8, deleted: false });
      Stream.tell('trunk', { id: 'kestrel', revision: 9, deleted: false });
    });
    expect(screen.queryByRole('link', { name: 'kestrel' })).not.toBeInTheDocument();
    await press('2 new changes');
    expect(await screen.findByRole('link', { name: 'kestrel' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /new change/ })).not.toBeInTheDocument();
    stop();
  });
});
