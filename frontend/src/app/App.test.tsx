import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { openPage, press, type } from '../testing/page';
import { problem, serve, session } from '../testing/server';

const PASSWORD = 'correct horse battery staple';
const OUT = problem(401, 'unauthorized', 'Sign in.');

async function signIn() {
  await type('User name', 'ada');
  await type('Password', PASSWORD);
  await press('Sign in');
}

describe('the page', () => {
  it('signs in with user name and password, and keeps nothing of them', async () => {
    let tries = 0;
    const asked = serve(({ method, path }) => {
      if (path !== '/session') return undefined;
      if (method === 'GET') return OUT;
      return ++tries === 1 ? OUT : [201, session('editor')];
    });
    openPage('/egress-trunks');
    await signIn();
    expect(await screen.findByText('User name or password is wrong.')).toBeInTheDocument();
    await press('Sign in');
    expect(await screen.findByRole('link', { name: 'Egress Trunks' })).toHaveAttribute('aria-current', 'page');
    expect(asked.filter(({ method }) => method === 'POST')[1]!.body).toEqual({ username: 'ada', password: PASSWORD });
    for (const { headers } of asked) expect(headers.has('Authorization')).toBe(false);
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain(PASSWORD);
  });

  it('says how long whoever guesses has to wait, in the language of the page', async () => {
    serve(({ method, path }) => {
      if (path !== '/session') return undefined;
      if (method === 'GET') return OUT;
      const [status, body] = problem(429, 'too-many-requests', 'Too many tries.');
      return [status, body, { 'Retry-After': '7' }];
    });
    openPage('/egress-trunks');
    await signIn();
    expect(await screen.findByRole('alert')).toHaveTextContent('Try again in 7 seconds.');
    await userEvent.selectOptions(screen.getByLabelText('Language'), 'de');
    expect(await screen.findByText('Versuchen Sie es in 7 Sekunden noch einmal.')).toBeInTheDocument();
    await userEvent.selectOptions(screen.getByLabelText('Sprache'), 'en');
  });

  it('says that the server can’t be reached, and tries again', async () => {
    serve(() => {
      throw new TypeError('fetch failed');
    });
    openPage('/egress-trunks');
    expect(await screen.findByRole('alert')).toHaveTextContent('The server can’t be reached');
    expect(screen.getByRole('button', { name: 'Try again' })).toBeInTheDocument();
  });

  it('speaks German when asked to, and remembers', async () => {
    serve(() => undefined);
    openPage('/egress-trunks');
    await userEvent.selectOptions(await screen.findByLabelText('Language'), 'de');
    expect(await screen.findByRole('link', { name: 'Variablen' })).toBeInTheDocument();
    expect(document.documentElement.lang).toBe('de');
    expect(localStorage.getItem('egress-language')).toBe('de');
    await act(() => userEvent.selectOptions(screen.getByLabelText('Sprache'), 'en'));
    expect(await screen.findByRole('link', { name: 'Variables' })).toBeInTheDocument();
  });

  it('shows access to admins alone', async () => {
    serve(({ path }) => (path === '/session' ? [200, session('viewer')] : undefined));
    openPage('/egress-trunks');
    expect(await screen.findByRole('link', { name: 'Audit log' })).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'Access' })).not.toBeInTheDocument();
  });

  it('leads to the heading of a page that was opened, and names the tab after it', async () => {
    serve(() => undefined);
    openPage('/egress-trunks');
    expect(await screen.findByRole('heading', { level: 1 })).not.toHaveFocus();
    await userEvent.click(screen.getByRole('link', { name: 'Variables' }));
    await waitFor(() => expect(screen.getByRole('heading', { level: 1, name: /variables/i })).toHaveFocus());
    expect(document.title).toBe('Variables – Admin settings');
  });

  it('says so when there is no such page', async () => {
    serve(() => undefined);
    openPage('/nothing-here');
    expect(await screen.findByRole('heading', { name: 'There is no such page' })).toBeInTheDocument();
  });
});
