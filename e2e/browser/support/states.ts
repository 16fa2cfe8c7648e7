import type { Page } from '@playwright/test';
import { NUMBERS } from './life';

/** A state of the page that somebody may meet: where it is, and how one comes to it there. */
export type State = {
  name: string;
  path: string;
  role?: 'viewer' | 'admin';
  /** What has to be there before it is looked at: the heading of the first level unless said. */
  shows?: string;
  come?: (page: Page) => Promise<void>;
};

const TABLE = 'tbody tr[data-index]';
const button = (page: Page, name: RegExp) =>
  page.getByRole('button', { name }).or(page.getByRole('link', { name })).first();

/** In English and in German: what is clicked is named in both. */
export const STATES: State[] = [
  { name: 'trunks', path: '/egress-trunks', shows: TABLE },
  { name: 'trunks-viewer', path: '/egress-trunks', role: 'viewer', shows: TABLE },
  {
    name: 'trunks-selected',
    path: '/egress-trunks',
    shows: TABLE,
    come: async (page) => {
      await page.locator(`${TABLE} input[type=checkbox]`).first().check();
      await page.locator(`${TABLE} input[type=checkbox]`).nth(1).check();
    },
  },
  {
    name: 'trunks-bulk',
    path: '/egress-trunks',
    shows: TABLE,
    come: async (page) => {
      await page.locator(`${TABLE} input[type=checkbox]`).first().check();
      await button(page, /^(Disable|Abschalten|Ausschalten|Deaktivieren)$/).click();
      await page.getByRole('dialog').waitFor();
      await page.getByRole('dialog').getByRole('listitem').first().waitFor();
    },
  },
  { name: 'trunks-nothing-fits', path: '/egress-trunks?q=nothing-of-this-name' },
  {
    name: 'trunks-help',
    path: '/egress-trunks',
    shows: TABLE,
    come: async (page) => {
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'system-state',
    path: '/egress-trunks',
    shows: TABLE,
    come: (page) => page.getByRole('banner').locator('button[data-tone]').click(),
  },
  {
    name: 'outdated',
    path: '/egress-trunks',
    come: async (page) => {
      await page.route('**/api/v1/about', (route) => route.fulfill({ json: { version: '99.0.0' } }));
      await page.reload();
      await button(page, /^(Reload|Neu laden)$/).waitFor();
    },
  },
  { name: 'new-trunk', path: '/egress-trunks/new' },
  {
    name: 'new-trunk-wrong',
    path: '/egress-trunks/new',
    come: async (page) => {
      await page
        .getByLabel(/^(Name)/)
        .first()
        .fill('Kestrel');
      await button(page, /^(Save trunk|Trunk speichern)$/).click();
      await page.locator('[aria-invalid=true]').first().waitFor();
    },
  },
  { name: 'edit-trunk', path: '/egress-trunks/acme-telecom/edit' },
  { name: 'edit-trunk-certificate', path: '/egress-trunks/blue-harbor/edit' },
  { name: 'edit-trunk-viewer', path: '/egress-trunks/acme-telecom/edit', role: 'viewer' },
  { name: 'trunk', path: '/egress-trunks/kestrel-frankfurt' },
  { name: 'trunk-rejected', path: '/egress-trunks/lakeside-sip' },
  { name: 'trunk-certificate', path: '/egress-trunks/blue-harbor' },
  { name: 'trunk-base-numbers', path: '/egress-trunks/kestrel-frankfurt/base-numbers' },
  {
    name: 'trunk-attempts',
    path: '/egress-trunks/kestrel-frankfurt/attempts',
    come: async (page) => {
      await page.getByRole('main').locator('[aria-expanded=false], summary').first().click();
    },
  },
  { name: 'trunk-history', path: '/egress-trunks/kestrel-frankfurt/history' },
  { name: 'trunk-missing', path: '/egress-trunks/not-there' },
  { name: 'base-numbers', path: '/base-numbers', shows: TABLE },
  { name: 'base-number', path: `/base-numbers?edit=${encodeURIComponent(NUMBERS[0][0])}`, shows: '[role=dialog]' },
  {
    name: 'import',
    path: '/base-numbers',
    shows: TABLE,
    come: async (page) => {
      await button(page, /^(Import CSV|CSV importieren)$/).click();
      const lines = ['number,name,egressTrunks', '+493099900001,New,kestrel-frankfurt', '+493099900002,Wrong,nobody'];
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });
      await page
        .getByText('+493099900002')
        .or(page.getByText(/egressTrunks/))
        .first()
        .waitFor();
    },
  },
  { name: 'variables', path: '/variables', shows: TABLE },
  {
    name: 'variable-new',
    path: '/variables',
    shows: TABLE,
    come: async (page) => {
      await button(page, /^(New variable|Neue Variable)$/).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'access', path: '/access' },
  { name: 'access-viewer', path: '/access', role: 'viewer' },
  { name: 'tokens', path: '/access/tokens' },
  {
    name: 'token-new',
    path: '/access/tokens',
    come: async (page) => {
      await button(page, /^(New API token|Neues API-Token)$/).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'user-new',
    path: '/access',
    come: async (page) => {
      await button(page, /^(New user|Neuer Benutzer)$/).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'audit', path: '/audit' },
  { name: 'nowhere', path: '/nothing-here' },
];

/** Comes to a state on a page that is signed in. */
export async function come(page: Page, state: State) {
  await page.goto(`/admin-settings${state.path}`);
  await page
    .locator(state.shows ?? 'h1, h2')
    .first()
    .waitFor();
  // What is read after the first sight: tables, pictures, what the service computes.
  await page.waitForFunction(
    () => !document.querySelector('.mantine-Skeleton-root, .mantine-Loader-root, [aria-busy=true]'),
  );
  await state.come?.(page);
}
