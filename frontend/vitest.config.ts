import { defineConfig, mergeConfig } from 'vitest/config';
import vite from './vite.config.ts';

export default mergeConfig(
  vite,
  defineConfig({
    test: {
      environment: 'jsdom',
      setupFiles: 'src/testing/setup.ts',
      // Typing letter by letter takes its time on a busy machine.
      testTimeout: 30_000,
      reporters: ['default', ['junit', { outputFile: 'test-results/junit.xml' }]],
    },
  }),
);
