import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const MOST_BYTES = 200_000;
type Chunk = { file: string; imports?: string[] };

const read = (file: string) => readFileSync(`dist/${file}`);

/** The chunks that a browser fetches for these, each once. */
function withImports(manifest: Record<string, Chunk>, names: string[], found = new Set<string>()) {
  for (const name of names) {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`${name} is not in what was built`);
    if (found.has(chunk.file)) continue;
    found.add(chunk.file);
    withImports(manifest, chunk.imports ?? [], found);
  }
  return found;
}

it('fetches at most 200 kB of script, compressed, for the list of trunks', () => {
  const manifest = JSON.parse(read('.vite/manifest.json').toString()) as Record<string, Chunk>;
  for (const language of ['en', 'de']) {
    const texts = [
      'src/app',
      'src/shared',
      'src/shared/trunks',
      'src/features/egress-trunks',
      'src/features/system-state',
    ];
    const chunks = withImports(manifest, ['index.html', ...texts.map((room) => `${room}/locales/${language}.ts`)]);
    const bytes = [...chunks].reduce((sum, file) => sum + gzipSync(read(file)).length, 0);
    expect(bytes, `${[...chunks].join(', ')} together`).toBeLessThanOrEqual(MOST_BYTES);
  }
});
