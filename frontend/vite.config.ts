import { readFileSync } from 'node:fs';
import { convertCssVariables, DEFAULT_THEME, mergeMantineTheme } from '@mantine/core';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { theme, variables } from './src/app/theme.ts';

const NAME = 'virtual:theme.css';

/** The theme's CSS variables as a file of the page: inline styles are against its content security policy. */
const themeVariables = (): Plugin => ({
  name: 'theme-variables',
  resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
  load: (id) => {
    if (id !== `\0${NAME}`) return undefined;
    return (
      ['light', 'dark']
        .map((scheme) => `:root[data-mantine-color-scheme="${scheme}"]{--mantine-color-scheme:${scheme}}`)
        .join('') + convertCssVariables(variables(mergeMantineTheme(DEFAULT_THEME, theme)))
    );
  },
});

/** 'make dev' says where the service is; 'npm run dev' is beside a product that runs already. */
const SERVICE = process.env.EGRESS_SERVICE ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react(), themeVariables()],
  define: { __EGRESS_VERSION__: JSON.stringify(readFileSync(new URL('../VERSION', import.meta.url), 'utf8').trim()) },
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  build: { sourcemap: false, manifest: true, assetsInlineLimit: 0 },
  server: { proxy: { '/api': SERVICE } },
});
