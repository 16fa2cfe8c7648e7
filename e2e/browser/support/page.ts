import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { PASSWORD_OF_ALL, user } from './api';

const { ORIGIN = '', PASSWORD = '' } = process.env;

/** A browser that keeps to our origin and to our policy; whatever it complains about fails the story. */
export const test = base.extend<{ watched: void }>({
  watched: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('request', (request) => {
        if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(ORIGIN))
          complaints.push(`left the origin: ${request.url()}`);
      });
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        if (/Content Security Policy|Refused to/.test(message.text())) complaints.push(message.text());
      });
      await use();
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** A field by its label, whether it is marked as needed or not. */
export const field = (within: Page | Locator, label: string) =>
  within
    .getByLabel(new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*\\*?$`))
    .and(within.locator('input, select, textarea'));

const WORDS = {
  en: { username: 'User name', password: 'Password', submit: 'Sign in', settings: 'Settings' },
  de: { username: 'Benutzername', password: 'Passwort', submit: 'Anmelden', settings: 'Einstellungen' },
};

/** Signs in on the page that is open. */
export async function signInAs(page: Page, username: string, password: string, language: keyof typeof WORDS = 'en') {
  const words = WORDS[language];
  await field(page, words.username).fill(username);
  await field(page, words.password).fill(password);
  await page.getByRole('button', { name: words.submit, exact: true }).click();
}

/** Opens an address below `/admin-settings` as somebody of this role. */
export async function open(
  page: Page,
  path: string,
  role: 'admin' | 'editor' | 'viewer' = 'admin',
  language: keyof typeof WORDS = 'en',
) {
  await page.goto(`/admin-settings${path}`);
  if (role === 'admin') await signInAs(page, 'admin', PASSWORD, language);
  else await signInAs(page, await user(role), PASSWORD_OF_ALL, language);
  await page.getByRole('navigation', { name: WORDS[language].settings }).waitFor();
}
