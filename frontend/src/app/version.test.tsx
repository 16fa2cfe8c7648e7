import { readFileSync } from 'node:fs';
import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openPage, press } from '../testing/page';
import { serve, Stream } from '../testing/server';
import { isBefore } from './version';

const OWN = readFileSync('../VERSION', 'utf8').trim();
const SYNC = { revision: 1, publishedRevision: 1, state: 'in_sync', nodes: [] };

/** The stream of events is there: at first, and again once the service was away. */
const connects = () => act(async () => Stream.tell('sync', SYNC));
const isCutOff = () => act(async () => Stream.opened.forEach((stream) => stream.onerror?.()));

describe('the version', () => {
  it('stands at the foot of the user’s menu', async () => {
    serve(({ path }) => (path === '/about' ? [200, { version: OWN }] : undefined));
    openPage('/egress-trunks');
    await press(/^ada/);
    await connects();
    expect(await screen.findByText(`Version ${OWN}`)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Reload' })).not.toBeInTheDocument();
  });

  it('of the service is a newer one after an upgrade: the page says so and offers to be loaded anew', async () => {
    let version = OWN;
    serve(({ path }) => (path === '/about' ? [200, { version }] : undefined));
    openPage('/egress-trunks');
    await press(/^ada/);
    await connects();
    await screen.findByText(`Version ${OWN}`);
    version = '99.0.0';
    await isCutOff();
    await connects();
    expect(
      await screen.findByText(`This page is of version ${OWN}, the service is of 99.0.0 by now.`),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Reload' })).toBeInTheDocument();
    expect(screen.getByText(`Page ${OWN}, service 99.0.0`)).toBeInTheDocument();
  });

  it('of a service that is not upgraded yet is told, and no reason to load the page anew', async () => {
    serve(({ path }) => (path === '/about' ? [200, { version: '0.0.1' }] : undefined));
    openPage('/egress-trunks');
    await press(/^ada/);
    await connects();
    await waitFor(() => expect(screen.getByText(`Page ${OWN}, service 0.0.1`)).toBeInTheDocument());
    expect(screen.queryByRole('button', { name: 'Reload' })).not.toBeInTheDocument();
  });

  it.each([
    ['0.2.0', '0.2.1', true],
    ['0.9.0', '0.10.0', true],
    ['0.2.9', '1.0.0', true],
    ['0.2.0', '0.2.0', false],
    ['0.2.0-rc.1', '0.2.0', false],
    ['1.0.0', '0.9.9', false],
    ['0.2.0', 'unversioned', false],
  ])('%s comes before %s: %s', (version, other, is) => expect(isBefore(version, other)).toBe(is));
});
