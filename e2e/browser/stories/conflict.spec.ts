import { api, createTrunk } from '../support/api';
import { expect, field, open, test } from '../support/page';

test('of two who edit the same trunk the second sees who changed what, and chooses field by field', async ({
  page,
}) => {
  await createTrunk('contested', { name: 'Contested', priority: 50, maxConcurrentCalls: 5 });
  await open(page, '/egress-trunks/contested/edit', 'editor');
  await field(page, 'Priority').fill('70');
  await field(page, 'Name').fill('Mine');
  await api(
    'PATCH',
    '/egress-trunks/contested',
    { priority: 30, maxConcurrentCalls: 9 },
    'application/merge-patch+json',
  );
  await page.getByRole('button', { name: 'Save trunk' }).click();
  const dialog = page.getByRole('dialog', { name: /changed this trunk/ });
  await expect(dialog).toContainText('30');
  await expect(dialog).toContainText('70');
  await dialog
    .getByRole('radiogroup', { name: /Priority/ })
    .getByRole('radio', { name: /Take theirs/ })
    .check();
  await dialog.getByRole('button', { name: 'Save with these' }).click();
  await expect(page.getByRole('heading', { name: 'Mine', level: 1 })).toBeVisible();
  expect(await api('GET', '/egress-trunks/contested')).toMatchObject({
    name: 'Mine',
    priority: 30,
    maxConcurrentCalls: 9,
  });
});

test('leaving what is not saved asks', async ({ page }) => {
  await createTrunk('half-edited', { name: 'Half Edited' });
  await open(page, '/egress-trunks/half-edited/edit', 'editor');
  await field(page, 'Name').fill('Something else');
  await page.getByRole('link', { name: 'Variables' }).click();
  const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
  await dialog.getByRole('button', { name: 'Stay here' }).click();
  await expect(field(page, 'Name')).toHaveValue('Something else');
  await page.getByRole('link', { name: 'Variables' }).click();
  await dialog.getByRole('button', { name: 'Leave', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Variables', level: 1 })).toBeVisible();
});
