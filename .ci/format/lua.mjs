// Formats Lua: `node lua.mjs [--check] FILE...`; with --check it names what would change, and fails.
import { readFileSync, writeFileSync } from 'node:fs';
import * as stylua from '@johnnymorganz/stylua';

// The formatter consumes what it is given: one for each file.
function style() {
  const config = stylua.Config.new();
  // It passes its own limit by a few columns where it keeps a function on one line; luacheck holds 120.
  config.column_width = 116;
  config.indent_type = stylua.IndentType.Spaces;
  config.indent_width = 2;
  config.quote_style = stylua.QuoteStyle.AutoPreferDouble;
  config.call_parentheses = stylua.CallParenType.Input;
  config.collapse_simple_statement = stylua.CollapseSimpleStatement.Always;
  return config;
}

const checking = process.argv[2] === '--check';
let changed = 0;
for (const file of process.argv.slice(checking ? 3 : 2)) {
  const text = readFileSync(file, 'utf8');
  const formatted = stylua.formatCode(text, style(), undefined, stylua.OutputVerification.Full);
  if (formatted === text) continue;
  changed += 1;
  if (checking) console.log(file);
  else writeFileSync(file, formatted);
}
if (checking && changed > 0) process.exit(1);
