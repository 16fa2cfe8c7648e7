import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from './App';

type Asked = { method: string; path: string; headers: Record<string, string>; body?: unknown };
type Answer = [status: number, body?: unknown];

const PASSWORD = 'correct horse battery staple';
const session = (role: string, csrfToken = 'first') => ({ username: 'ada', team: 'default', role, way: 'web', csrfToken });
const problem = (status: number, slug: string, detail: string): Answer => [status, { type: `/problems/${slug}`, title: 'Refused', status, detail }];
const OUT = problem(401, 'unauthorized', 'Sign in.');

let asked: Asked[];
let server: (request: Asked) => Answer | undefined;

/** Asks the test's server first; lists are empty. */
beforeEach(() => {
  asked = [];
  history.replaceState(null, '', '/admin-settings/variables');
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const request = {
      method: init.method!, path: path.replace('/api/v1', ''), headers: init.headers as Record<string, string>,
      body: init.body ? JSON.parse(String(init.body)) : undefined,
    };
    asked.push(request);
    const [status, body] = server(request) ?? [200, { items: [] }];
    return new Response(body === undefined ? null : JSON.stringify(body), { status });
  });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }));
const type = async (label: string, text: string) => userEvent.type(await screen.findByLabelText(label), text);

async function createVariable() {
  await press('Create');
  await type('Name', 'GREETING');
  await type('Value', 'Hello');
  await press('Save');
}

async function signIn() {
  await type('User name', 'ada');
  await type('Password', PASSWORD);
  await press('Sign in');
}

const saves = () => asked.filter(({ method, path }) => method === 'POST' && path === '/variables');

describe('the page', () => {
  it('signs in with user name and password, and proves with each change that it is the page that asks', async () => {
    let tries = 0;
    server = ({ method, path }) => {
      if (path !== '/session') return undefined;
      if (method === 'GET') return OUT;
      return ++tries === 1 ? problem(401, 'unauthorized', 'User name or password is wrong.') : [201, session('editor')];
    };
    render(<App />);
    await signIn();
    expect(await screen.findByText('User name or password is wrong.')).toBeTruthy();
    await press('Sign in');
    await createVariable();
    expect(asked.filter(({ method }) => method === 'POST')[1]!.body).toEqual({ username: 'ada', password: PASSWORD });
    expect(saves()[0]!.headers).toMatchObject({ 'X-CSRF-Token': 'first' });
    for (const { headers } of asked) expect(headers).not.toHaveProperty('Authorization');
    expect(sessionStorage.length + localStorage.length).toBe(0);
  });

  it('says how long whoever guesses has to wait', async () => {
    server = ({ method }) => (method === 'GET' ? OUT : problem(429, 'too-many-requests', 'Try again in 7 seconds.'));
    render(<App />);
    await signIn();
    expect((await screen.findByRole('alert')).textContent).toContain('Try again in 7 seconds.');
  });

  it('asks anew when the session ends in mid-work, and keeps what was typed', async () => {
    let isOver = false;
    server = ({ method, path }) => {
      if (path === '/session' && method === 'POST') {
        isOver = false;
        return [201, session('editor', 'second')];
      }
      if (isOver) return OUT;
      return path === '/session' ? [200, session('editor')] : undefined;
    };
    render(<App />);
    await press('Create');
    await type('Name', 'GREETING');
    isOver = true;
    await type('Value', 'Hello');
    await press('Save');
    await signIn();
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('GREETING');
    await press('Save');
    expect(saves()[1]!.headers).toMatchObject({ 'X-CSRF-Token': 'second' });
    expect(saves()[1]!.body).toMatchObject({ name: 'GREETING', value: 'Hello' });
  });

  it('goes on with the session that another tab began for the same user', async () => {
    let csrfToken = 'first';
    server = ({ method, path, headers }) => {
      if (path === '/session') return [200, session('editor', csrfToken)];
      return method === 'POST' && headers['X-CSRF-Token'] !== csrfToken ? problem(403, 'csrf', 'Not this one.') : undefined;
    };
    render(<App />);
    await screen.findByRole('button', { name: 'Create' });
    csrfToken = 'of the other tab';
    await createVariable();
    expect(saves().map(({ headers }) => headers['X-CSRF-Token'])).toEqual(['first', 'of the other tab']);
  });

  it('does nothing in the name of another user whom another tab signed in', async () => {
    let username = 'ada';
    server = ({ method, path }) => {
      if (path === '/session') return [200, { ...session('editor'), username }];
      return method === 'POST' ? problem(403, 'csrf', 'Not this one.') : undefined;
    };
    render(<App />);
    await screen.findByRole('button', { name: 'Create' });
    username = 'bob';
    await createVariable();
    expect(await screen.findByLabelText('Password')).toBeTruthy();
    expect(saves()).toHaveLength(1);
  });

  it('offers to look alone to whoever may only look', async () => {
    server = ({ path }) => (path === '/session' ? [200, session('viewer')] : undefined);
    render(<App />);
    expect(await screen.findByText('No variable yet.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
  });

  it('leaves nothing on the screen of whoever signs out', async () => {
    server = ({ method, path }) => (path === '/session' ? (method === 'DELETE' ? [204] : [200, session('editor')]) : undefined);
    render(<App />);
    await press('Create');
    await press('Sign out');
    expect(await screen.findByLabelText('Password')).toBeTruthy();
    expect(screen.queryByLabelText('Value')).toBeNull();
    expect(asked.at(-1)).toMatchObject({ method: 'DELETE', path: '/session', headers: { 'X-CSRF-Token': 'first' } });
  });
});
