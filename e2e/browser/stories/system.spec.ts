import { createTrunk } from '../support/api';
import { disturb } from '../support/backstage';
import { expect, field, open, test } from '../support/page';

test('the header says that Redis is away, that what is saved waits, and that all is well again', async ({ page }) => {
  await createTrunk('while-away', { name: 'While Away' });
  await open(page, '/egress-trunks/while-away/edit', 'editor');
  const header = page.getByRole('banner');
  await expect(header.getByRole('button', { name: /^In sync/ })).toBeVisible();
  try {
    await disturb('redis', 'freeze');
    await expect(header.getByRole('button', { name: /^Redis can’t be reached/ })).toBeVisible({ timeout: 30_000 });
    await field(page, 'Priority').fill('61');
    await page.getByRole('button', { name: 'Save trunk' }).click();
    await expect(page.getByRole('heading', { name: 'While Away', level: 1 })).toBeVisible({ timeout: 30_000 });
  } finally {
    await disturb('redis', 'thaw');
  }
  await expect(header.getByRole('button', { name: /^In sync/ })).toBeVisible({ timeout: 30_000 });
});

test('a service that hangs costs nothing that was typed', async ({ page }) => {
  await open(page, '/egress-trunks/new', 'editor');
  await field(page, 'Name').fill('Patience');
  await field(page, 'SIP URI').fill('sip:127.0.30.9');
  try {
    await disturb('service', 'freeze');
    await page.getByRole('button', { name: 'Save trunk' }).click();
    await expect(page.getByRole('alert').first()).toContainText(/Not available for a moment|can’t be reached/, {
      timeout: 60_000,
    });
    await expect(field(page, 'Name')).toHaveValue('Patience');
  } finally {
    await disturb('service', 'thaw');
  }
  await expect(page.getByRole('banner').getByRole('button', { name: /^In sync/ })).toBeVisible({ timeout: 60_000 });
});
