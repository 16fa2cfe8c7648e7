import { waitFor } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { problem, serve, Stream } from '../testing/server';
import { whenSignedOut } from './api/client';
import { follow, reopen } from './events';

function refuse(stream: Stream) {
  stream.close();
  stream.onerror?.();
}

it('asks whether the session is over when its events are refused, and comes back after signing in', async () => {
  let isOver = false;
  serve(({ path }) => (path === '/session' && isOver ? problem(401, 'unauthorized') : undefined));
  const onSignedOut = vi.fn();
  whenSignedOut(onSignedOut);
  const stop = follow();
  isOver = true;
  refuse(Stream.opened[0]!);
  await waitFor(() => expect(onSignedOut).toHaveBeenCalled());
  isOver = false;
  reopen();
  expect(Stream.opened).toHaveLength(2);
  stop();
});
