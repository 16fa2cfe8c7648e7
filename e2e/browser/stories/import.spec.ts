import { api, createTrunk } from '../support/api';
import { expect, open, test } from '../support/page';

const file = (lines: string[]) => ({
  name: 'numbers.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(['number,name,egressTrunks', ...lines].join('\n')),
});

test('base numbers come from a file, after it was tried', async ({ page }) => {
  await createTrunk('imported', { name: 'Imported' });
  await open(page, '/base-numbers', 'editor');
  await page
    .getByRole('link', { name: 'Import CSV' })
    .or(page.getByRole('button', { name: 'Import CSV' }))
    .first()
    .click();
  const choose = page.locator('input[type=file]');
  await choose.setInputFiles(
    file(['+4930730001,First,imported', '+4930730002,Second,no-such-trunk', 'not a number,Third,']),
  );
  await expect(page.getByText('2 wrong').first()).toBeVisible();
  await expect(page.getByText(/Nothing is written while a line is wrong/)).toBeVisible();
  expect(await api<{ total: number }>('GET', '/base-numbers?q=493073000')).toMatchObject({ total: 0 });
  await page.getByRole('button', { name: 'Choose another file' }).click();
  await choose.setInputFiles(file(['+4930730001,First,imported', '+4930730002,Second,imported', '+4930730003,Third,']));
  await expect(page.getByText('3 new').first()).toBeVisible();
  await page.getByRole('button', { name: 'Import 3 base numbers' }).click();
  await expect(page.getByText('All is imported')).toBeVisible();
  expect(await api('GET', '/egress-trunks/imported/base-numbers')).toEqual(['+4930730001', '+4930730002']);
});
