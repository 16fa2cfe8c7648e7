import { api, PASSWORD_OF_ALL, user } from '../support/api';
import { expect, field, open, signInAs, test } from '../support/page';

const { PASSWORD = '' } = process.env;

test('an admin signs in, and the cookie is for us alone', async ({ page, context }) => {
  await page.goto('/admin-settings');
  await signInAs(page, 'admin', 'not-the-password');
  await expect(page.getByRole('alert')).toContainText('User name or password is wrong.');
  await signInAs(page, 'admin', PASSWORD);
  await expect(page.getByRole('link', { name: 'Egress Trunks' })).toHaveAttribute('aria-current', 'page');
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
  await page.getByText('admin', { exact: true }).first().click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(field(page, 'Password')).toBeVisible();
  await page.reload();
  await expect(field(page, 'Password')).toBeVisible();
});

test('a session that ends in mid-work asks anew, and nothing that was typed is lost', async ({ page }) => {
  await open(page, '/egress-trunks/new', 'editor');
  await field(page, 'Name').fill('Typed before it ended');
  await field(page, 'SIP URI').fill('sip:127.0.30.9');
  await api('DELETE', `/users/${await user('editor')}/sessions`);
  // By key: what the page asks for beside the form may have found out before, and the sign-in stands above the button then.
  await page.getByRole('button', { name: 'Save trunk' }).press('Enter');
  await expect(page.getByText('Your session is over. Sign in again; nothing you typed is lost.')).toBeVisible();
  await signInAs(page, await user('editor'), PASSWORD_OF_ALL);
  await expect(field(page, 'Name')).toHaveValue('Typed before it ended');
});

test('a viewer sees everything and no button that would fail', async ({ page }) => {
  await open(page, '/egress-trunks', 'viewer');
  await expect(page.getByRole('heading', { name: 'Egress Trunks', level: 1 })).toBeVisible();
  for (const name of ['Create trunk', 'New base number', 'New variable']) {
    await expect(page.getByRole('button', { name }).or(page.getByRole('link', { name }))).toHaveCount(0);
  }
  await page.getByRole('link', { name: 'Base numbers' }).first().click();
  await expect(page.getByRole('heading', { name: 'Base numbers', level: 1 })).toBeVisible();
  await expect(
    page.getByRole('button', { name: 'New base number' }).or(page.getByRole('link', { name: 'New base number' })),
  ).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Access' })).toHaveCount(0);
});
