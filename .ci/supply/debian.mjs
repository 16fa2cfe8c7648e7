// Writes Debian packages as CycloneDX: `node debian.mjs NAME [FOLDER of their copyright files] <LIST`. A line of the list is
// package, version, architecture, section and, where it is known, SHA-256, with tabs between.
import { existsSync, readFileSync } from 'node:fs';

const [name, folder] = process.argv.slice(2);
const version = readFileSync(new URL('../../VERSION', import.meta.url), 'utf8').trim();

/** The licences that a package's copyright file names, if it is one that machines can read (DEP 5). */
function licences(pkg) {
  const file = `${folder}/${pkg}/copyright`;
  if (!folder || !existsSync(file)) return [];
  const named = [...readFileSync(file, 'utf8').matchAll(/^License: *(\S.*)$/gm)].map(([, text]) => text.trim());
  return [...new Set(named)].sort().map((text) => ({ license: { name: text } }));
}

const components = readFileSync(0, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => line.split('\t'))
  .map(([pkg, release, architecture, section, sha256]) => ({
    type: 'library',
    'bom-ref': `${pkg}:${architecture}@${release}`,
    name: pkg,
    version: release,
    purl: `pkg:deb/debian/${pkg}@${encodeURIComponent(release)}?arch=${architecture}&distro=debian-12`,
    ...(sha256 && { hashes: [{ alg: 'SHA-256', content: sha256 }] }),
    licenses: licences(pkg),
    properties: [{ name: 'debian:section', value: section }],
  }));

const bom = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  version: 1,
  metadata: { component: { type: 'application', name: `egress-trunks-${name}`, version } },
  components,
};
console.log(JSON.stringify(bom, null, 2));
