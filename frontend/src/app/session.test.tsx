import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { openPage, press } from '../testing/page';
import { type Answer, problem, serve, session } from '../testing/server';

const PRESENT = 'correct horse battery staple';
const NEW = 'staple battery horse correct';
const OUT = problem(401, 'unauthorized', 'Sign in.');

/** A session that is over once it was asked for a change, until somebody signs in: as `back`, if not as before. */
function endsInMidWork(back = session()) {
  let isOver = false;
  let now = session();
  return serve(({ method, path }): Answer | undefined => {
    if (path === '/session' && method === 'POST') {
      isOver = false;
      now = back;
      return [201, now];
    }
    if (path === '/session/password') {
      if (now === back) return [204];
      isOver = true;
    }
    if (isOver) return OUT;
    return path === '/session' ? [200, now] : undefined;
  });
}

async function changePassword() {
  await press(/^ada/);
  await press('Change password');
  const dialog = within(await screen.findByRole('dialog', { name: 'Change password' }));
  await userEvent.type(dialog.getByLabelText(/Present password/), PRESENT);
  await userEvent.type(dialog.getByLabelText(/New password/), NEW);
  await userEvent.click(dialog.getByRole('button', { name: 'Change password' }));
  return dialog;
}

async function signInAgain(username: string) {
  const asks = within(await screen.findByRole('dialog', { name: 'Sign in' }));
  await userEvent.type(asks.getByLabelText('User name'), username);
  await userEvent.type(asks.getByLabelText('Password'), PRESENT);
  await userEvent.click(asks.getByRole('button', { name: 'Sign in' }));
}

describe('a session', () => {
  it('that ends in a dialog is asked for anew, and what was typed is still there', async () => {
    const asked = endsInMidWork(session('editor', 'second'));
    openPage('/egress-trunks');
    const dialog = await changePassword();
    await screen.findByRole('dialog', { name: 'Sign in' });
    await userEvent.keyboard('{Escape}');
    await signInAgain('ada');
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Sign in' })).not.toBeInTheDocument());
    expect(dialog.getByLabelText(/New password/)).toHaveValue(NEW);
    await userEvent.click(dialog.getByRole('button', { name: 'Change password' }));
    expect(await screen.findByText('Your password is changed.')).toBeInTheDocument();
    expect(asked.findLast(({ path }) => path === '/session/password')).toMatchObject({
      body: { password: PRESENT, newPassword: NEW },
    });
  });

  it('of somebody else shows nothing of what the one before was at', async () => {
    endsInMidWork({ ...session(), username: 'eve' });
    openPage('/egress-trunks');
    await changePassword();
    await signInAgain('eve');
    expect(await screen.findByRole('button', { name: /^eve/ })).toBeInTheDocument();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('says at the field why a password can’t be another one', async () => {
    serve(({ path }) =>
      path === '/session/password'
        ? problem(422, 'invalid', 'Nothing was stored.', {
            errors: [
              { pointer: '/password', code: 'wrong_password', detail: 'Give the present password.' },
              { pointer: '/newPassword', code: 'too_short', detail: 'Give at least 12 characters.' },
            ],
          })
        : undefined,
    );
    openPage('/egress-trunks');
    const dialog = await changePassword();
    await waitFor(() =>
      expect(dialog.getByLabelText(/Present password/)).toHaveAccessibleDescription('Give the present password.'),
    );
    expect(dialog.getByLabelText(/Present password/)).toHaveFocus();
    expect(dialog.getByLabelText(/New password/)).toHaveAccessibleDescription(/Give at least 12 characters\./);
  });

  it('ends everywhere when asked to', async () => {
    const asked = serve(() => undefined);
    openPage('/egress-trunks');
    await press(/^ada/);
    await press('Sign out everywhere');
    const dialog = within(await screen.findByRole('dialog', { name: 'Sign out everywhere' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Sign out everywhere' }));
    expect(await screen.findByRole('button', { name: 'Sign in' })).toBeInTheDocument();
    expect(asked.some(({ method, path }) => method === 'DELETE' && path === '/sessions')).toBe(true);
  });
});
