import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { expect, open, test } from '../support/page';
import { come, STATES } from '../support/states';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** The page is the same in both but for its colours: these rules look at them. */
const RULES_OF_COLOURS = ['color-contrast', 'link-in-text-block'];
const SCHEMES: Record<'light' | 'dark', axe.RunOnly> = {
  light: { type: 'tag', values: RULES },
  dark: { type: 'rule', values: RULES_OF_COLOURS },
};
const LANGUAGES = ['en', 'de'] as const;

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/**
 * axe's rules are read once a state and asked in the page itself. `@axe-core/playwright` reads them four times and opens a tab to
 * put frames together, which took three quarters of the time; there are no frames.
 */
async function isAccessible(page: Page, name: string) {
  expect(page.frames()).toHaveLength(1);
  await page.evaluate(axe.source);
  for (const [scheme, runOnly] of Object.entries(SCHEMES)) {
    await page.evaluate((wanted) => document.documentElement.setAttribute('data-mantine-color-scheme', wanted), scheme);
    // Colours that are on their way from one to the other are neither; what inherits one sets out when its parent has arrived.
    await page.evaluate(async () => {
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      await frame();
      do await frame();
      while (document.getAnimations().length > 0);
    });
    const { violations } = await page.evaluate((asked) => window.axe.run(document, asked), {
      runOnly,
      resultTypes: ['violations' as const],
    });
    const told = violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map(({ html, failureSummary }) => `${html} ${failureSummary}`)
          .join(' ')}`,
    );
    expect.soft(told, `${name}, ${scheme}`).toEqual([]);
  }
}

for (const language of LANGUAGES) {
  test.describe(language, () => {
    test.use({ locale: language === 'de' ? 'de-DE' : 'en-US', reducedMotion: 'reduce' });

    test(`sign-in keeps to WCAG 2.2 AA in ${language}`, async ({ page }) => {
      await page.goto('/admin-settings');
      await page.locator('h1').waitFor();
      await isAccessible(page, 'sign-in');
    });

    for (const role of ['admin', 'viewer'] as const) {
      test(`what ${role === 'admin' ? 'an admin' : 'a viewer'} meets keeps to WCAG 2.2 AA in ${language}`, async ({
        page,
      }) => {
        test.setTimeout(600_000);
        await open(page, '/egress-trunks', role, language);
        for (const state of STATES.filter((one) => (one.role ?? 'admin') === role)) {
          await test.step(state.name, async () => {
            await come(page, state);
            await isAccessible(page, state.name);
          });
        }
      });
    }
  });
}
