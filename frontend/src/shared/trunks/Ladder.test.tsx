import { MantineProvider } from '@mantine/core';
import { render, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Ladder } from './Ladder';

it('reads a ladder as a list of who sends what to whom', async () => {
  render(
    <MantineProvider env="test">
      <Ladder
        left="We"
        right="Acme"
        steps={[
          { direction: 'right', message: 'INVITE', at: '+0 ms' },
          { direction: 'left', message: '403 Forbidden', note: 'The caller ID is not allowed', tone: 'bad' },
        ]}
      />
    </MantineProvider>,
  );
  const list = await screen.findByRole('list', { name: 'SIP messages between We and Acme' });
  expect(
    within(list)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual(['We to Acme: INVITE+0 ms', 'Acme to We: 403 ForbiddenThe caller ID is not allowed']);
});
