// Looks whether everything that the SBOMs name may be used: `node licences.mjs`, after `make sbom`. Several licences are a
// choice, which is what a POM means by them: one has to be allowed. What has none that is needs a reason of its own.
import { readFileSync } from 'node:fs';

const { allowed, because } = JSON.parse(readFileSync(new URL('licences.json', import.meta.url), 'utf8'));
const read = (part) => JSON.parse(readFileSync(`sbom/${part}.cdx.json`, 'utf8')).components;

const named = ({ licenses = [] }) =>
  licenses.flatMap(({ license, expression }) =>
    (expression ?? license.id ?? license.name).replace(/[()]/g, '').split(' OR '),
  );
const nameOf = ({ group, name }) => (group ? `${group}:${name}` : name);

const wrong = [];
const reasonless = new Set(Object.keys(because));
for (const part of ['service', 'page']) {
  for (const component of read(part)) {
    const name = nameOf(component);
    if (name === 'io.egress:egress-trunks-backend') continue;
    const licences = named(component);
    if (licences.some((licence) => allowed.includes(licence))) continue;
    if (!reasonless.delete(name) && !(name in because))
      wrong.push(`${part}: ${name} ${component.version}: ${licences.join(', ') || 'none'}`);
  }
}
// Debian's main is free software by its definition, package by package; they are used as they are, each under its own licence.
for (const { name, properties } of read('debian')) {
  const section = properties.find((property) => property.name === 'debian:section').value;
  if (section.includes('/')) wrong.push(`debian: ${name} is of ${section}, not of main`);
}
for (const name of reasonless) wrong.push(`licences.json has a reason for ${name}, which nothing needs any longer`);

wrong.forEach((line) => console.error(line));
process.exitCode = wrong.length > 0 ? 1 : 0;
