import query from '@tanstack/eslint-plugin-query';
import a11y from 'eslint-plugin-jsx-a11y-x';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const FEATURES = [
  'egress-trunks',
  'trunk-form',
  'trunk-page',
  'base-numbers',
  'variables',
  'access',
  'audit',
  'system-state',
];

/** Arrows go one way: shared knows nobody, features know shared, app knows both; features don't know each other. */
const forbid = (...group) => ({ 'no-restricted-imports': ['error', { patterns: [{ group }] }] });

export default tseslint.config(
  { ignores: ['dist', 'test-results', 'src/shared/api/schema.ts'] },
  ...tseslint.configs.recommended,
  hooks.configs.flat.recommended,
  a11y.configs.recommended,
  ...query.configs['flat/recommended'],
  // Whoever opens a dialog or a form means to type there.
  { rules: { 'jsx-a11y-x/no-autofocus': 'off' } },
  {
    files: ['src/shared/**'],
    ignores: ['**/*.test.tsx', '**/*.test.ts'],
    rules: forbid('**/features/**', '**/app/**', '**/testing/**'),
  },
  // What is shared of a feature's matter may bear its name.
  ...FEATURES.map((feature) => ({
    files: [`src/features/${feature}/**`],
    ignores: ['**/*.test.tsx', '**/*.test.ts'],
    rules: forbid(
      '**/app/**',
      '**/testing/**',
      ...FEATURES.filter((other) => other !== feature).map((other) => `**/${other}/**`),
      '!**/shared/**',
    ),
  })),
  { files: ['src/app/**'], ignores: ['**/*.test.tsx'], rules: forbid('**/testing/**') },
);
