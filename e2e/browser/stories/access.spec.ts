import { createTrunk } from '../support/api';
import { expect, field, open, test } from '../support/page';

const { ORIGIN = '' } = process.env;

test('an API token is shown once, works, and leaves its name in the audit log', async ({ page }) => {
  await createTrunk('scripted', { name: 'Scripted' });
  await open(page, '/access/tokens');
  await page
    .getByRole('button', { name: 'New API token' })
    .or(page.getByRole('link', { name: 'New API token' }))
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await field(dialog, 'Name').fill('deploy');
  await field(dialog, 'Role').selectOption('editor');
  await dialog.getByRole('button', { name: /^(Create|Save)$/ }).click();
  await expect(page.getByText('Copy it now: you can’t see it again')).toBeVisible();
  const token = (await page
    .getByText(/egt_[A-Za-z0-9_-]+/)
    .first()
    .textContent())!.match(/egt_[A-Za-z0-9_-]+/)![0];
  const changed = await fetch(`${ORIGIN}/api/v1/egress-trunks/scripted`, {
    method: 'PATCH',
    body: JSON.stringify({ priority: 77 }),
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/merge-patch+json' },
  });
  expect(changed.status).toBe(200);
  await page.goto('/admin-settings/access/tokens');
  await expect(page.getByText('deploy').first()).toBeVisible();
  expect(await page.content()).not.toContain(token);
  await page.goto('/admin-settings/egress-trunks/scripted/history');
  await expect(page.getByText(/deploy/).first()).toBeVisible();
  await expect(page.locator('del', { hasText: '50' }).first()).toBeVisible();
  await expect(page.locator('ins', { hasText: '77' }).first()).toBeVisible();
});

test('an admin lets somebody in, who can’t do what the role does not allow', async ({ page, browser }) => {
  await open(page, '/access');
  await page
    .getByRole('button', { name: 'New user' })
    .or(page.getByRole('link', { name: 'New user' }))
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await field(dialog, 'User name').fill('newcomer');
  await field(dialog, 'Role').selectOption('viewer');
  await field(dialog, 'Password').fill('short');
  await dialog.getByRole('button', { name: /^(Create|Save)$/ }).click();
  await expect(field(dialog, 'Password')).toHaveAttribute('aria-invalid', 'true');
  await field(dialog, 'Password').fill('a password of some length');
  await dialog.getByRole('button', { name: /^(Create|Save)$/ }).click();
  await expect(dialog).toBeHidden();
  const other = await browser.newPage();
  await other.goto(`${ORIGIN}/admin-settings/access`);
  await field(other, 'User name').fill('newcomer');
  await field(other, 'Password').fill('a password of some length');
  await other.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(other.getByRole('heading', { name: 'Not for your role' })).toBeVisible();
  await other.close();
});
