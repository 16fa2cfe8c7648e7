import { api, createTrunk } from '../support/api';
import { ownNumber } from '../support/life';
import { expect, field, open, test } from '../support/page';

const rows = 'tbody tr[data-index]';

test('a filtered list is a link', async ({ page }) => {
  await createTrunk('shelf-a', { name: 'Shelf A', transport: 'tcp' });
  await createTrunk('shelf-b', { name: 'Shelf B', transport: 'udp' });
  await open(page, '/egress-trunks', 'viewer');
  await page.getByLabel('Search trunks').fill('shelf');
  await expect(page.locator(rows)).toHaveCount(2);
  await page.getByRole('columnheader', { name: /^Name/ }).getByRole('button').click();
  const address = page.url();
  expect(address).toContain('q=shelf');
  expect(address).toContain('sort=');
  await page.goto('about:blank');
  await page.goto(address);
  await expect(page.locator(rows)).toHaveCount(2);
  await expect(page.getByLabel('Search trunks')).toHaveValue('shelf');
});

test('several trunks are disabled at once, after a plain account of what that means', async ({ page }) => {
  const number = await ownNumber('+4930720001');
  for (const name of ['one', 'two', 'three']) {
    await createTrunk(`crowd-${name}`, {
      name: `Crowd ${name}`,
      enabled: name !== 'three',
      baseNumbers: name === 'one' ? [number] : [],
    });
  }
  await open(page, '/egress-trunks?q=crowd', 'editor');
  await expect(page.locator(rows)).toHaveCount(3);
  await page.getByLabel('Select all that are loaded').check();
  await page.getByRole('button', { name: 'Disable', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('2 trunks will be disabled and take no more calls.');
  await expect(dialog).toContainText('1 is so already.');
  await expect(dialog).toContainText('1 base number will have no enabled trunk: its transfers will fail.');
  await dialog.getByRole('button', { name: 'Disable', exact: true }).click();
  await expect(page.getByText('2 trunks disabled.')).toBeVisible();
  for (const name of ['one', 'two', 'three']) {
    expect(await api('GET', `/egress-trunks/crowd-${name}`)).toMatchObject({ enabled: false });
  }
});

test('by keyboard alone: search, go to a row, open it, make a trunk', async ({ page }) => {
  await createTrunk('reachable', { name: 'Reachable By Keys' });
  await open(page, '/egress-trunks', 'editor');
  await expect(page.locator(rows).first()).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('reachable');
  await expect(page.locator(rows)).toHaveCount(1);
  await page.locator(rows).first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Reachable By Keys', level: 1 })).toBeVisible();
  await page.goBack();
  await expect(page.locator(rows)).toHaveCount(1);
  await page.locator(rows).first().focus();
  await page.keyboard.press('n');
  await expect(page.getByRole('heading', { name: 'New trunk', level: 1 })).toBeVisible();
  await field(page, 'Name').focus();
  await page.keyboard.type('Typed Trunk');
  await field(page, 'SIP URI').focus();
  await page.keyboard.type('sip:127.0.30.9');
  const order = () => page.getByRole('region', { name: 'Technical' }).getByRole('listitem').allTextContents();
  const down = page.getByRole('button', { name: 'Move PCMA down' });
  await down.focus();
  await page.keyboard.press('Enter');
  expect((await order())[0]).toContain('PCMU');
  await page.getByRole('button', { name: 'Save trunk' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Typed Trunk', level: 1 })).toBeVisible();
  expect(await api('GET', '/egress-trunks/typed-trunk')).toMatchObject({ codecPreferences: ['PCMU', 'PCMA'] });
});

test('a status that changes is shown without being asked for', async ({ page }) => {
  await createTrunk('shown-live', { name: 'Shown Live' });
  await open(page, '/egress-trunks?q=shown-live', 'viewer');
  await expect(page.locator(rows)).toContainText('Live');
  await api('PATCH', '/egress-trunks/shown-live', { enabled: false }, 'application/merge-patch+json');
  await expect(page.locator(rows)).toContainText('Disabled');
});
