// Looks whether npm gets what was tried, everywhere: every version is one version, every package of a lock has its checksum.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const files = execFileSync('git', ['ls-files', '*package.json'], { encoding: 'utf8' }).trim().split('\n');
const wrong = [];
for (const file of files) {
  const { dependencies, devDependencies } = read(file);
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) wrong.push(`${file}: ${name} ${version}`);
  }
  const lock = file.replace('package.json', 'package-lock.json');
  for (const [path, { integrity, inBundle }] of Object.entries(read(lock).packages)) {
    if (path !== '' && !integrity && !inBundle) wrong.push(`${lock}: ${path} has no checksum`);
  }
}
wrong.forEach((line) => console.error(line));
process.exitCode = wrong.length > 0 ? 1 : 0;
