import { waitFor } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { problem, serve, Stream } from '../testing/server';
import { whenSignedOut } from './api/client';
import { follow } from './events';

function refuse(stream: Stream) {
  stream.close();
  stream.onerror?.();
}

it('asks whether the session is over when its events are refused', async () => {
  serve(({ path }) => (path === '/session' ? problem(401, 'unauthorized') : undefined));
  const onSignedOut = vi.fn();
  whenSignedOut(onSignedOut);
  const stop = follow();
  refuse(Stream.opened[0]!);
  await waitFor(() => expect(onSignedOut).toHaveBeenCalled());
  stop();
});
