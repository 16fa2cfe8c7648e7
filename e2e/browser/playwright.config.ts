import { defineConfig } from '@playwright/test';

const { CHROMIUM, ORIGIN, REPORT = 'test-results/report.xml' } = process.env;

export default defineConfig({
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  outputDir: 'test-results',
  reporter: [['list'], ['junit', { outputFile: REPORT }]],
  projects: [
    { name: 'stories', testDir: 'stories' },
    { name: 'life', testDir: 'support', testMatch: 'life.setup.ts' },
    // Looks and changes nothing: several at once are not in each other's way.
    { name: 'accessibility', testDir: 'accessibility', dependencies: ['life'], fullyParallel: true },
    { name: 'pictures', testDir: 'pictures', dependencies: ['life'] },
  ],
  use: {
    baseURL: ORIGIN,
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1440, height: 900 },
    actionTimeout: 15_000,
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1'],
    },
  },
});
