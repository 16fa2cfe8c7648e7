import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Schemas } from '../../shared/api/client';
import { openPage, press, type } from '../../testing/page';
import { problem, serve, Stream } from '../../testing/server';

const NODE: Schemas['Node'] = {
  node: 'proxy-1',
  revision: 214,
  lag: { revisions: 0, seconds: 0 },
  seenAt: '2026-11-25T12:00:00Z',
  draining: false,
  contract: 2,
  version: '0.2.0',
  addresses: [],
  refused: [],
  notReady: [],
};
const IN_SYNC: Schemas['Sync'] = { revision: 214, publishedRevision: 214, state: 'in_sync', nodes: [NODE] };

const serveSync = (sync: Schemas['Sync'] = IN_SYNC) =>
  serve(({ path }) => (path === '/sync' ? [200, sync] : undefined));
const chip = (name: string | RegExp) => screen.findByRole('button', { name });

describe('the state of the system', () => {
  it('follows a change until it is in force everywhere', async () => {
    serveSync();
    openPage('/egress-trunks');
    await chip('In sync · revision 214');
    act(() =>
      Stream.tell('sync', {
        ...IN_SYNC,
        revision: 215,
        state: 'pending',
        nodes: [{ ...NODE, lag: { revisions: 1, seconds: 0 } }],
      }),
    );
    await chip('Sending revision 215…');
    act(() =>
      Stream.tell('sync', {
        ...IN_SYNC,
        revision: 217,
        state: 'pending',
        nodes: [{ ...NODE, lag: { revisions: 3, seconds: 20 } }],
      }),
    );
    await chip('proxy-1 is 3 behind');
    act(() => Stream.tell('sync', { revision: 217, state: 'redis_unreachable', nodes: [] }));
    await chip('Redis can’t be reached');
    act(() => Stream.tell('sync', { ...IN_SYNC, revision: 217, nodes: [], state: 'pending' }));
    await chip('No proxy reports');
  });

  it('says of which version each proxy is', async () => {
    const older = { ...NODE, node: 'proxy-2', contract: 1, version: undefined };
    serveSync({ ...IN_SYNC, nodes: [NODE, older] });
    openPage('/base-numbers');
    await userEvent.click(await chip(/In sync · revision 214/));
    expect(await screen.findByRole('region', { name: 'proxy-1' })).toHaveTextContent('Version 0.2.0');
    expect(screen.getByRole('region', { name: 'proxy-2' })).toHaveTextContent('Of an earlier version');
  });

  it('says which proxy drains, and when none takes calls', async () => {
    const drains = { ...NODE, node: 'proxy-2', draining: true };
    serveSync({ ...IN_SYNC, nodes: [NODE, drains] });
    openPage('/base-numbers');
    await userEvent.click(await chip('In sync · revision 214'));
    expect(await screen.findByRole('region', { name: 'proxy-2' })).toHaveTextContent('Drains: takes no new calls.');
    expect(screen.getByRole('region', { name: 'proxy-1' })).not.toHaveTextContent('Drains');
    act(() => Stream.tell('sync', { ...IN_SYNC, nodes: [drains] }));
    await chip('No proxy takes calls');
    expect(screen.getByRole('region', { name: 'State of the system' })).toHaveTextContent('new transfers fail');
  });

  it('leads to what a proxy can’t use, by keyboard too', async () => {
    const notReady = [{ trunkId: 'acme', reason: 'acme.example does not resolve' }];
    const refused = [{ kind: 'number' as const, key: '+493012345', reason: 'unreadable' }];
    serveSync({ ...IN_SYNC, nodes: [{ ...NODE, notReady, refused }] });
    openPage('/base-numbers');
    await userEvent.click(await chip(/In sync · revision 214.*2 to look at/));
    const details = await screen.findByRole('region', { name: 'State of the system' });
    expect(details).toHaveTextContent('All that is saved is in force on every proxy.');
    expect(details).toHaveTextContent('+493012345: unreadable');
    expect(within(details).getByRole('link', { name: 'acme' })).toHaveAttribute(
      'href',
      '/admin-settings/egress-trunks/acme',
    );
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('region', { name: 'State of the system' })).not.toBeInTheDocument());
    expect(await chip(/In sync/)).toHaveFocus();
  });

  it('asks by itself while the stream is lost, and says when nobody answers', async () => {
    let isAway = false;
    const asked = serve(({ path }) =>
      path !== '/sync' ? undefined : isAway ? problem(503, 'unavailable') : [200, IN_SYNC],
    );
    openPage('/base-numbers');
    await chip(/In sync/);
    isAway = true;
    act(() => Stream.opened[0]!.onerror!());
    await waitFor(() => expect(asked.filter(({ path }) => path === '/sync').length).toBeGreaterThan(1), {
      timeout: 8_000,
    });
    await chip('The service can’t be reached');
    isAway = false;
    act(() => Stream.tell('sync', IN_SYNC));
    await chip('In sync · revision 214');
  });

  it('is silent while a session that ended is not renewed, and listens again after it', async () => {
    let isOver = false;
    serve(({ method, path }) => {
      if (path === '/session' && method === 'POST') isOver = false;
      return isOver ? problem(401, 'unauthorized') : path === '/sync' ? [200, IN_SYNC] : undefined;
    });
    openPage('/base-numbers');
    await chip(/In sync/);
    isOver = true;
    act(() => {
      Stream.opened[0]!.close();
      Stream.opened[0]!.onerror!();
    });
    await type('User name', 'ada');
    await type('Password', 'correct horse battery staple');
    await press('Sign in');
    await waitFor(() => expect(Stream.opened.filter(({ readyState }) => readyState !== Stream.CLOSED)).toHaveLength(1));
  });

  it('listens as long as somebody is signed in', async () => {
    serveSync();
    openPage('/base-numbers');
    await chip(/In sync/);
    expect(Stream.opened.filter(({ readyState }) => readyState !== Stream.CLOSED)).toHaveLength(1);
    await userEvent.click(await screen.findByText('Sign out'));
    await screen.findByRole('button', { name: 'Sign in' });
    expect(Stream.opened.filter(({ readyState }) => readyState !== Stream.CLOSED)).toHaveLength(0);
  });
});
