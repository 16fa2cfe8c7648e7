import tseslint from 'typescript-eslint';

/** Arrows go one way: shared knows nobody, features know shared, app knows both; features don't know each other. */
const forbid = (...group) => ({ 'no-restricted-imports': ['error', { patterns: [{ group }] }] });

export default tseslint.config(
  ...tseslint.configs.recommended,
  { files: ['src/shared/**'], rules: forbid('**/features/**', '**/app/**') },
  { files: ['src/features/**'], rules: forbid('**/app/**', '../egress-trunks/**', '../base-numbers/**', '../variables/**') },
);
