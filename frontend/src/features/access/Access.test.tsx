import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { openPage, press, type } from '../../testing/page';
import { type Answer, type Asked, problem, serve, session } from '../../testing/server';

const TOKEN = 'egt_shown-once-and-never-again';
const AT = '2026-11-01T08:00:00Z';

const user = (username: string, extra: object = {}) => ({
  username,
  team: 'default',
  role: 'admin',
  disabled: false,
  passwordChangedAt: AT,
  revision: 5,
  createdAt: AT,
  createdBy: 'system',
  updatedAt: AT,
  updatedBy: 'ada',
  ...extra,
});

/** A service whose admin is at the page; `other` answers first. */
const serveAdmin = (other: (request: Asked) => Answer | undefined) =>
  serve((request) => other(request) ?? (request.path === '/session' ? [200, session('admin')] : undefined));

const serveUsers = (
  users: ReturnType<typeof user>[],
  other: (request: Asked) => Answer | undefined = () => undefined,
) =>
  serveAdmin((request) => {
    const answer = other(request);
    if (answer || request.method !== 'GET') return answer;
    if (request.path === '/users') return [200, { items: users, total: users.length }];
    const found = users.find(({ username }) => request.path === `/users/${username}`);
    return found && [200, found];
  });

describe('access', () => {
  it('is for admins: others are told whom to ask, and nothing is read', async () => {
    const asked = serve(({ path }) => (path === '/session' ? [200, session('editor')] : undefined));
    openPage('/access/tokens');
    expect(await screen.findByRole('heading', { name: 'Not for your role' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /New/ })).not.toBeInTheDocument();
    expect(asked.some(({ path }) => path === '/tokens' || path === '/users')).toBe(false);
  });

  it('makes an API token, shows it once, and asks before it is lost', async () => {
    let isMade = false;
    const made = {
      name: 'deploy',
      role: 'editor',
      expiresAt: '2099-01-01T00:00:00Z',
      revision: 9,
      createdAt: AT,
      createdBy: 'ada',
    };
    const asked = serveAdmin(({ method, path }) => {
      if (path !== '/tokens') return undefined;
      if (method === 'GET') return [200, { items: isMade ? [made] : [], total: isMade ? 1 : 0 }];
      isMade = true;
      return [201, { ...made, token: TOKEN }];
    });
    openPage('/access/tokens');
    await press('New API token');
    await type(/^Name/, 'deploy');
    await press('Create');
    expect(await screen.findByText(TOKEN)).toBeInTheDocument();
    expect(asked.find(({ method }) => method === 'POST')!.body).toMatchObject({ name: 'deploy', role: 'editor' });
    await userEvent.keyboard('{Escape}');
    expect(await screen.findByText('You have not copied the token')).toBeInTheDocument();
    // Brings a clipboard, which jsdom has not.
    userEvent.setup();
    await press('Copy the token');
    expect(await navigator.clipboard.readText()).toBe(TOKEN);
    await waitFor(() => expect(screen.queryByText('You have not copied the token')).not.toBeInTheDocument());
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(document.body.innerHTML).not.toContain(TOKEN);
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain(TOKEN);
    expect(await screen.findByRole('button', { name: 'Revoke: deploy' })).toBeInTheDocument();
  });

  it('says that the last admin would lock everybody out', async () => {
    const detail = 'bob is the last admin of team default. Make somebody else an admin first.';
    serveUsers([user('bob')], ({ method }) =>
      method === 'PATCH' || method === 'DELETE' ? problem(409, 'locks-out', detail) : undefined,
    );
    openPage('/access?user=bob');
    await userEvent.selectOptions(await screen.findByLabelText('Role', { selector: '[name="role"]' }), 'viewer');
    await press('Save');
    expect(await screen.findByRole('alert')).toHaveTextContent(detail);
    await press('Delete');
    const dialog = within(await screen.findByRole('dialog', { name: 'Delete bob?' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Delete' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(detail);
  });

  it('sends what was changed and no more, and says who came first', async () => {
    let revision = 5;
    const asked = serveUsers([user('bob', { role: 'editor' })], ({ method, path, headers }) => {
      if (method === 'GET' && path === '/users/bob' && revision === 6)
        return [200, user('bob', { revision, updatedBy: 'eve' })];
      if (method !== 'PATCH') return undefined;
      if (revision === 6 && headers.get('If-Match') === '"6"') return [200, user('bob', { revision: 7 })];
      revision = 6;
      return problem(412, 'precondition-failed');
    });
    openPage('/access?user=bob');
    await type(/^Name/, 'Bob');
    await press('Save');
    expect(await screen.findByRole('alert')).toHaveTextContent(/eve changed this user/);
    await press('Save mine all the same');
    expect(await screen.findByText('bob is saved.')).toBeInTheDocument();
    expect(asked.filter(({ method }) => method === 'PATCH').map(({ body }) => body)).toEqual([
      { name: 'Bob' },
      { name: 'Bob' },
    ]);
  });

  it('puts to its field what is wrong with a new user', async () => {
    serveUsers([], ({ method }) =>
      method === 'POST'
        ? problem(422, 'invalid', '', {
            errors: [{ pointer: '/password', code: 'too_short', detail: 'Give at least 12 characters.' }],
          })
        : undefined,
    );
    openPage('/access?new=true');
    await type(/^User name/, 'eve');
    await type(/^Password/, 'short');
    await press('Create');
    await waitFor(() =>
      expect(screen.getByLabelText(/^Password/)).toHaveAccessibleDescription(/Give at least 12 characters\./),
    );
    expect(screen.getByLabelText(/^User name/)).toHaveValue('eve');
  });
});
