import { createTrunk } from '../support/api';
import { call, nextInvite, openCarrier } from '../support/backstage';
import { ownNumber, synced } from '../support/life';
import { expect, open, test } from '../support/page';

test('a base number is given its trunks from its own side, and the better one takes the call', async ({ page }) => {
  const number = await ownNumber('+4930710001', 'Reception');
  await createTrunk('links-second', {
    name: 'Second Best',
    sipUri: `sip:${await openCarrier('links-second')}`,
    priority: 40,
  });
  await createTrunk('links-first', {
    name: 'First Choice',
    sipUri: `sip:${await openCarrier('links-first')}`,
    priority: 80,
  });
  await open(page, '/base-numbers?q=4930710001', 'editor');
  await page
    .getByRole('link', { name: number })
    .or(page.getByRole('button', { name: number, exact: true }))
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  const picker = dialog.getByRole('combobox', { name: 'Outbound Trunk (Egress)' });
  for (const trunkId of ['links-second', 'links-first']) {
    await picker.fill(trunkId);
    await expect(page.locator('[role=option]')).toHaveCount(1);
    await page.getByRole('option', { name: new RegExp(`^${trunkId}`) }).click();
  }
  await picker.press('Tab');
  await expect(dialog.getByText('Calls from this number try First Choice (80), then Second Best (40).')).toBeVisible();
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog).toBeHidden();
  await synced();
  expect(await call('+4989123456', number)).toMatchObject({ status: 200 });
  await nextInvite('links-first');
});

test('a disabled trunk takes no more calls, and the page says so', async ({ page }) => {
  const number = await ownNumber('+4930710002');
  await createTrunk('links-off', {
    name: 'To Be Switched Off',
    sipUri: `sip:${await openCarrier('links-off')}`,
    baseNumbers: [number],
  });
  await synced();
  expect(await call('+4989123456', number)).toMatchObject({ status: 200 });
  await open(page, '/egress-trunks/links-off', 'editor');
  await page.getByRole('button', { name: 'Disable', exact: true }).click();
  await expect(page.getByText('Disabled', { exact: true }).first()).toBeVisible();
  await synced();
  expect(await call('+4989123456', number)).toMatchObject({ status: 404, reason: 'no-trunk' });
});

test('deleting a trunk names the numbers that use it first', async ({ page }) => {
  const number = await ownNumber('+4930710003');
  await createTrunk('links-gone', { name: 'To Be Deleted', baseNumbers: [number] });
  await open(page, '/egress-trunks/links-gone', 'editor');
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText(number);
  await dialog.getByRole('button', { name: 'Delete it all the same' }).click();
  await expect(page.getByRole('heading', { name: 'Egress Trunks', level: 1 })).toBeVisible();
});
