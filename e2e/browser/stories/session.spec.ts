import { api, PASSWORD_OF_ALL, user } from '../support/api';
import { expect, open, signInAs, test } from '../support/page';

const { PASSWORD = '' } = process.env;

test('an admin signs in, and the cookie is for us alone', async ({ page, context }) => {
  await page.goto('/admin-settings');
  await signInAs(page, 'admin', 'not-the-password');
  await expect(page.getByRole('alert')).toContainText('User name or password is wrong.');
  await signInAs(page, 'admin', PASSWORD);
  await expect(page.getByRole('link', { name: 'Egress Trunks' })).toHaveAttribute('aria-current', 'page');
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.reload();
  await expect(page.getByLabel('Password', { exact: true })).toBeVisible();
});

test('a session that ends in mid-work asks anew, and nothing that was typed is lost', async ({ page }) => {
  await open(page, '/egress-trunks/new', 'editor');
  await page.getByLabel('Name', { exact: true }).fill('Typed before it ended');
  await api('DELETE', `/users/${await user('editor')}/sessions`);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await signInAs(page, await user('editor'), PASSWORD_OF_ALL);
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Typed before it ended');
});
