// An admin signs in, creates a base number and a digest trunk, and waits until the trunk is live.
// Environment: CHROMIUM, ORIGIN, PASSWORD, NUMBER, TRUNK_ID, SIP_URI, AUTH_USER, AUTH_PASS, PICTURE.
import { chromium } from 'playwright-core';

const { CHROMIUM, ORIGIN, PASSWORD, NUMBER, TRUNK_ID, SIP_URI, AUTH_USER, AUTH_PASS, PICTURE } = process.env;

const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync',
    '--disable-component-update', '--no-first-run'],
});
const page = await browser.newPage({ viewport: { width: 1200, height: 1250 } });
page.setDefaultTimeout(15_000);
const foreign = [];
const complaints = [];
page.on('request', (request) => request.url().startsWith(ORIGIN) || request.url().startsWith('data:') || foreign.push(request.url()));
page.on('console', (message) => /Content Security Policy/.test(message.text()) && complaints.push(message.text()));
const field = (name) => page.getByLabel(name, { exact: true });
const press = (name) => page.getByRole('button', { name, exact: true }).click();

await page.goto(`${ORIGIN}/admin-settings`);
await field('User name').fill('admin');
await field('Password').fill('not-the-password');
await press('Sign in');
await page.getByText('User name or password is wrong.').waitFor();
await field('Password').fill(PASSWORD);
await press('Sign in');

await page.getByRole('link', { name: 'Base numbers' }).click();
await press('Create');
await field('Number').fill(NUMBER);
await press('Save');
await page.getByRole('button', { name: NUMBER, exact: true }).waitFor();

await page.getByRole('link', { name: 'Egress Trunks' }).click();
await press('Create');
await field('Name').fill('Made in the page');
await field('Trunk ID').fill('Not An ID');
await field('SIP URI').fill(SIP_URI);
await field('Auth Method').selectOption('digest');
await field('Auth User').fill(AUTH_USER);
await field('Auth Pass').fill(AUTH_PASS);
await field(NUMBER).check();
await press('Save');
// The server's sentence stands at its field, and nothing that was typed is lost.
await page.getByText(/lower-case letters, digits, - and _, beginning/).waitFor();
if ((await field('Auth Pass').inputValue()) !== AUTH_PASS) throw new Error('the password was lost');
await field('Trunk ID').fill(TRUNK_ID);
await press('Save');
await page.getByRole('status').filter({ hasText: /^Live on 1\/1 proxies, revision \d+$/ }).waitFor();
if ((await field('Auth Pass').inputValue()) !== '') throw new Error('the password is still shown');
await page.screenshot({ path: PICTURE });
await press('Close');
await page.getByRole('row').filter({ hasText: TRUNK_ID }).getByText(/^Live on 1\/1 proxies/).waitFor();
await page.screenshot({ path: PICTURE.replace('.png', '-list.png') });
const [cookie] = await page.context().cookies();
if (!cookie.httpOnly || cookie.sameSite !== 'Strict') throw new Error(`the cookie is for more than us: ${JSON.stringify(cookie)}`);
await press('Sign out');
await field('Password').waitFor();
await page.reload();
await field('Password').waitFor();
if (foreign.length > 0) throw new Error(`requests left the origin: ${foreign.join(', ')}`);
if (complaints.length > 0) throw new Error(complaints.join('\n'));
await browser.close();
