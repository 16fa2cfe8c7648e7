import type { Page } from '@playwright/test';
import { authority, call, nextInvite, openCarrier } from '../support/backstage';
import { ownNumber, synced } from '../support/life';
import { expect, field, open, test } from '../support/page';

/** What every trunk needs; the numbers that use it are picked by typing. */
async function fillCommon(page: Page, name: string, sipUri: string, number: string) {
  await field(page, 'Name').fill(name);
  await field(page, 'SIP URI').fill(sipUri);
  await page.getByRole('radio', { name: /^Use the base number/ }).check();
  const picker = page.getByRole('combobox', { name: 'Base numbers that use this trunk' });
  await picker.fill(number.slice(1));
  // The server finds it among all others a moment later.
  await expect(page.locator('[role=option]')).toHaveCount(1);
  await page.getByRole('option', { name: new RegExp(`^\\${number}`) }).click();
  await picker.press('Escape');
}

const choose = (page: Page, method: string) =>
  page.getByRole('radio', { name: new RegExp(`^${method.replace(/[()]/g, '\\$&')}`) }).check();

async function save(page: Page, name: string) {
  await page.getByRole('button', { name: 'Save trunk' }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
}

async function credentials(page: Page, user: string, password: string) {
  await field(page, 'Username').fill(user);
  await field(page, 'Password').fill(password);
}

test('IP address only: the first transfer after the save goes out over it', async ({ page }) => {
  const number = await ownNumber('+4930700001');
  const carrier = await openCarrier('plain');
  await open(page, '/egress-trunks/new', 'editor');
  await fillCommon(page, 'Plain Carrier', `sip:${carrier}`, number);
  await choose(page, 'IP address only');
  await expect(page.getByRole('region', { name: 'What the carrier will get' })).toContainText(
    `sip:${number}@${carrier.split(':')[0]}`,
  );
  await save(page, 'Plain Carrier');
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
  expect(await call('+4989123456', number)).toMatchObject({ status: 200 });
  const invite = await nextInvite('plain');
  expect(invite.from).toContain(`<sip:${number}@`);
  expect(invite.requestUri).toContain('sip:+4989123456@');
});

test('user and password: the carrier takes them, and they are not to be seen again', async ({ page }) => {
  const number = await ownNumber('+4930700002');
  const carrier = await openCarrier('challenging', { user: 'page-user', password: 'page pass"word' });
  await open(page, '/egress-trunks/new', 'editor');
  await fillCommon(page, 'Challenging Carrier', `sip:${carrier}`, number);
  await choose(page, 'Username and password (per call)');
  await credentials(page, 'page-user', 'page pass"word');
  await field(page, 'Trunk ID').fill('Not An ID');
  await page.getByRole('button', { name: 'Save trunk' }).click();
  // The server's sentence stands at its field, and nothing that was typed is lost.
  await expect(field(page, 'Trunk ID')).toHaveAttribute('aria-invalid', 'true');
  await expect(field(page, 'Password')).toHaveValue('page pass"word');
  await field(page, 'Trunk ID').fill('challenging-carrier');
  await save(page, 'Challenging Carrier');
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
  expect(await call('+4989123456', number)).toMatchObject({ status: 200 });
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(page.getByText(/never shown/).first()).toBeVisible();
  expect(await page.content()).not.toContain('page pass');
});

test('registration: it is logged in a moment after the save', async ({ page }) => {
  const number = await ownNumber('+4930700003');
  const carrier = await openCarrier('registrar', { user: 'reg-user', password: 'reg-pass' });
  await open(page, '/egress-trunks/new', 'editor');
  await fillCommon(page, 'Registering Carrier', `sip:${carrier}`, number);
  await choose(page, 'Registration');
  await credentials(page, 'reg-user', 'reg-pass');
  await save(page, 'Registering Carrier');
  await expect(page.getByText(/^Registered with the carrier by/)).toBeVisible();
  expect(await call('+4989123456', number)).toMatchObject({ status: 200 });
});

test('registration with a wrong password: the page says what the carrier said', async ({ page }) => {
  const number = await ownNumber('+4930700004');
  const carrier = await openCarrier('strict', { user: 'reg-user', password: 'reg-pass' });
  await open(page, '/egress-trunks/new', 'editor');
  await fillCommon(page, 'Strict Carrier', `sip:${carrier}`, number);
  await choose(page, 'Registration');
  await credentials(page, 'reg-user', 'wrong');
  await save(page, 'Strict Carrier');
  await expect(page.getByText(/Registration (fails|rejected)/).first()).toBeVisible();
  await expect(page.getByText(/401/).first()).toBeVisible();
  expect(await call('+4989123456', number)).toMatchObject({ status: 503, reason: 'trunk-not-ready' });
});

test('IP address and password: it needs the addresses, and says so', async ({ page }) => {
  const number = await ownNumber('+4930700005');
  const carrier = await openCarrier('hardened', { user: 'hard-user', password: 'hard-pass' });
  await open(page, '/egress-trunks/new', 'editor');
  await fillCommon(page, 'Hardened Carrier', `sip:${carrier}`, number);
  await choose(page, 'IP address and password');
  await credentials(page, 'hard-user', 'hard-pass');
  await page.getByRole('button', { name: 'Save trunk' }).click();
  const allowed = field(page, 'Allowed IPs');
  await expect(allowed).toHaveAttribute('aria-invalid', 'true');
  await allowed.fill('127.0.30.0/24');
  await allowed.press('Enter');
  await save(page, 'Hardened Carrier');
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
  expect(await call('+4989123456', number)).toMatchObject({ status: 200 });
});

test('TLS client certificate: made in place, shown to the carrier', async ({ page }) => {
  const number = await ownNumber('+4930700006');
  const carrier = await openCarrier('mutual', { transport: 'tls' });
  const { ca, identity } = await authority();
  await open(page, '/egress-trunks/new', 'editor');
  await fillCommon(page, 'Mutual Carrier', `sip:${carrier}`, number);
  await field(page, 'Transport').selectOption('tls');
  await choose(page, 'TLS client certificate');
  const make = async (section: string, name: string, label: string, text: string, kind?: string) => {
    await page.getByRole('region', { name: section }).getByRole('button', { name: 'New variable' }).click();
    const dialog = page.getByRole('dialog');
    if (kind) await field(dialog, 'What it holds').selectOption(kind);
    await field(dialog, 'Name').fill(name);
    await field(dialog, label).fill(text);
    await dialog.getByRole('button', { name: 'Create', exact: true }).click();
    await expect(dialog).toBeHidden();
  };
  await make('Authentication', 'PAGE_CERT', 'Certificates and private key', identity);
  await make('Transport', 'PAGE_CA', 'Text', ca, 'text');
  await save(page, 'Mutual Carrier');
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
  await synced();
  expect(await call('+4989123456', number)).toMatchObject({ status: 200 });
  expect((await nextInvite('mutual')).certificate).toContain('CN=egress.example');
});
