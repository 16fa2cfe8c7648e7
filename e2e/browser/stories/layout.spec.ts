import { createTrunk } from '../support/api';
import { expect, open, test } from '../support/page';

const PLACES = [
  '/egress-trunks',
  '/egress-trunks/new',
  '/egress-trunks/narrow',
  '/egress-trunks/narrow/attempts',
  '/egress-trunks/narrow/history',
  '/egress-trunks/narrow/base-numbers',
  '/base-numbers',
  '/variables',
  '/access',
  '/access/tokens',
  '/audit',
];

// 1280 px wide at 400 % is 320 px (WCAG 2.2, 1.4.10); 200 % is 640 px.
for (const width of [320, 640]) {
  test(`nothing has to be scrolled sideways at ${width} px`, async ({ page }) => {
    await createTrunk(`narrow`, { name: 'Narrow' }).catch(() => undefined);
    await page.setViewportSize({ width, height: 800 });
    await open(page, PLACES[0]!);
    for (const place of PLACES) {
      await page.goto(`/admin-settings${place}`);
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(over, `${place} is wider than the window`).toBeLessThanOrEqual(0);
    }
  });
}
