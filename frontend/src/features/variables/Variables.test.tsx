import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { follow } from '../../shared/events';
import { openPage, press, type } from '../../testing/page';
import { type Answer, type Asked, problem, serve, session, Stream } from '../../testing/server';

const SECRET = '-----BEGIN PRIVATE KEY----- never-shown-again';

const certificate = (daysLeft: number) => ({
  subject: 'CN=platform.example',
  issuer: 'CN=Example CA',
  subjectAltNames: ['DNS:platform.example'],
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2027-01-01T00:00:00Z',
  daysLeft,
  keyType: 'RSA',
  keySize: 2048,
  fingerprint: '0F:3A:77',
  keyMatches: true,
  chainLength: 2,
});

const variable = (name: string, revision = 5, extra: object = {}) => ({
  name,
  type: 'secret',
  valueSet: true,
  usedBy: [],
  usedByCount: 0,
  revision,
  createdAt: '2026-11-01T08:00:00Z',
  createdBy: 'ada',
  updatedAt: '2026-11-01T08:00:00Z',
  updatedBy: 'ada',
  ...extra,
});

/** A service that has these variables; `other` answers first. */
const serveVariables = (variables: object[], other: (request: Asked) => Answer | undefined = () => undefined) =>
  serve((request) => {
    const { method, path } = request;
    const answer = other(request);
    if (answer) return answer;
    if (method !== 'GET') return undefined;
    if (path === '/variables') return [200, { items: variables, total: variables.length }];
    const named = variables.find((one) => path === `/variables/${(one as { name: string }).name}`);
    return named && [200, named];
  });

const changes = (asked: Asked[]) =>
  asked.filter(({ method, path }) => method !== 'GET' && path.startsWith('/variables'));

describe('the variables of a team', () => {
  it('shows which certificate ends soon, and who uses what', async () => {
    serveVariables([
      variable('ACME_CERT', 5, { certificate: certificate(6), usedBy: ['acme'], usedByCount: 1 }),
      variable('OLD_CERT', 6, { certificate: certificate(-3) }),
      variable('GREETING', 7, { type: 'text' }),
    ]);
    openPage('/variables');
    await screen.findByText('ACME_CERT');
    const row = (name: string) => screen.getByText(name).closest('tr')!;
    expect(await screen.findByText('3 variables')).toBeInTheDocument();
    expect(row('ACME_CERT')).toHaveTextContent('6 days left');
    expect(within(row('ACME_CERT')).getByRole('link', { name: 'acme' })).toHaveAttribute(
      'href',
      '/admin-settings/egress-trunks/acme',
    );
    expect(row('OLD_CERT')).toHaveTextContent('Ended 3 days ago');
    expect(row('GREETING')).toHaveTextContent('Not used');
  });

  it('stores a certificate with its key, shows the facts of it, and never the key', async () => {
    const saved = variable('ACME_CERT', 9, { certificate: certificate(300) });
    let isStored = false;
    const asked = serveVariables([], ({ method, path }) => {
      if (method === 'POST' && path === '/variables') {
        isStored = true;
        return [201, saved];
      }
      return isStored && path === '/variables/ACME_CERT' ? [200, saved] : undefined;
    });
    openPage('/variables');
    await userEvent.click((await screen.findAllByRole('button', { name: 'New variable' }))[0]!);
    await type(/^Name/, 'ACME_CERT');
    await userEvent.click(screen.getByLabelText(/^Certificates and private key/));
    await userEvent.paste(SECRET);
    await press('Create');
    expect(await screen.findByText('CN=platform.example')).toBeInTheDocument();
    expect(screen.getByText('Belongs to the certificate')).toBeInTheDocument();
    expect(changes(asked)[0]!.body).toEqual({ name: 'ACME_CERT', type: 'secret', value: SECRET });
    await waitFor(() => expect(screen.queryByLabelText(/^Certificates and private key/)).not.toBeInTheDocument());
    expect(document.body.innerHTML).not.toContain('never-shown-again');
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('never-shown-again');
  });

  it('says at the field what is wrong with a certificate, and keeps what was typed', async () => {
    serveVariables([], ({ method }) =>
      method === 'POST'
        ? problem(422, 'invalid', '', {
            errors: [{ pointer: '/value', code: 'key_mismatch', detail: 'Give the key of this certificate.' }],
          })
        : undefined,
    );
    openPage('/variables?new=true');
    await type(/^Name/, 'ACME_CERT');
    await type(/^Certificates and private key/, 'x');
    await press('Create');
    const value = await screen.findByLabelText(/^Certificates and private key/);
    await waitFor(() =>
      expect(value).toHaveAccessibleDescription(expect.stringContaining('Give the key of this certificate.')),
    );
    expect(value).toHaveFocus();
    expect(value).toHaveValue('x');
  });

  it('says who replaced a secret meanwhile, and replaces it all the same only when told to', async () => {
    let present = variable('DOOR', 5);
    const asked = serveVariables([], ({ method, path, headers }) => {
      if (path !== '/variables/DOOR') return undefined;
      if (method === 'GET') return [200, present];
      if (headers.get('If-Match') === `"${present.revision}"`) return [200, variable('DOOR', 8)];
      return problem(412, 'precondition-failed');
    });
    openPage('/variables?variable=DOOR');
    await press('Replace the value');
    present = variable('DOOR', 7, { updatedBy: 'grace' });
    await userEvent.selectOptions(await screen.findByLabelText('What it holds'), 'secret');
    await type(/^Value/, 'sesame');
    await press('Save');
    expect(await screen.findByText(/grace changed this variable/)).toBeInTheDocument();
    await press('Save it all the same');
    await waitFor(() => expect(changes(asked).map(({ headers }) => headers.get('If-Match'))).toEqual(['"5"', '"7"']));
    expect(changes(asked)[1]!.body).toEqual({ value: 'sesame' });
  });

  it('names the trunks for which a variable can’t be deleted', async () => {
    serveVariables([variable('ACME_CERT', 5, { usedBy: ['acme'], usedByCount: 1 })], ({ method }) =>
      method === 'DELETE'
        ? problem(409, 'in-use', 'Let them use another variable, or none, first.', {
            dependents: [{ kind: 'trunk', id: 'acme' }],
            dependentCount: 1,
          })
        : undefined,
    );
    openPage('/variables?variable=ACME_CERT');
    await press('Delete');
    const dialog = await screen.findByRole('dialog', { name: 'Delete ACME_CERT?' });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Delete' }));
    const refusal = await within(dialog).findByRole('alert');
    expect(within(refusal).getByRole('link', { name: 'acme' })).toHaveAttribute(
      'href',
      '/admin-settings/egress-trunks/acme',
    );
    expect(refusal).toHaveTextContent('Let them use another variable, or none, first.');
    expect(within(dialog).queryByRole('button', { name: /Delete/ })).not.toBeInTheDocument();
  });

  it('hears of what others change', async () => {
    const variables = [variable('FIRST')];
    serveVariables(variables);
    openPage('/variables');
    const stop = follow();
    expect(await screen.findByText('1 variable')).toBeInTheDocument();
    variables.push(variable('SECOND'));
    Stream.tell('variable', { id: 'SECOND', revision: 6, deleted: false });
    expect(await screen.findByText('SECOND')).toBeInTheDocument();
    stop();
  });

  it('offers viewers nothing that would fail', async () => {
    serveVariables([variable('ACME_CERT')], ({ path }) => (path === '/session' ? [200, session('viewer')] : undefined));
    openPage('/variables?variable=ACME_CERT');
    expect(await screen.findByText('No trunk uses this variable.')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /New variable|Replace|Delete/ })).not.toBeInTheDocument();
  });
});
