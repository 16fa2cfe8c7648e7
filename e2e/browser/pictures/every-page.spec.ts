import { copyFileSync, mkdirSync } from 'node:fs';
import { call, hangUp } from '../support/backstage';
import { NUMBERS } from '../support/life';
import { open, test } from '../support/page';
import { come, STATES } from '../support/states';

const OUT = '../target/pictures';
const README = '../../frontend/pictures';

/** What the README shows, and in which colours. */
const BEST: Record<string, 'light' | 'dark'> = {
  trunks: 'light',
  'edit-trunk': 'light',
  trunk: 'dark',
  'trunk-attempts': 'light',
};

test.beforeAll(async () => {
  mkdirSync(OUT, { recursive: true });
  for (let running = 0; running < 7; running++) await call('+4989123456', NUMBERS[2][0], true);
});

test.afterAll(hangUp);

for (const scheme of ['light', 'dark'] as const) {
  test(`pictures, ${scheme}`, async ({ page }) => {
    test.setTimeout(600_000);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.goto('/admin-settings');
    await page.locator('h1').waitFor();
    await page.screenshot({ path: `${OUT}/sign-in-${scheme}.png` });
    await open(page, '/egress-trunks');
    for (const state of STATES.filter(({ role }) => role !== 'viewer')) {
      await test.step(state.name, async () => {
        await come(page, state);
        const file = `${OUT}/${state.name}-${scheme}.png`;
        await page.screenshot({ path: file });
        if (BEST[state.name] === scheme) copyFileSync(file, `${README}/${state.name}.png`);
      });
    }
  });
}

test('pictures, narrow and in German', async ({ page }) => {
  test.setTimeout(300_000);
  await page.setViewportSize({ width: 360, height: 780 });
  await open(page, '/egress-trunks', 'admin');
  await page.evaluate(() => localStorage.setItem('egress-language', 'de'));
  for (const state of STATES.filter(({ name }) =>
    ['trunks', 'new-trunk', 'trunk', 'base-numbers', 'audit'].includes(name),
  )) {
    await come(page, state);
    await page.screenshot({ path: `${OUT}/${state.name}-narrow.png` });
  }
});
