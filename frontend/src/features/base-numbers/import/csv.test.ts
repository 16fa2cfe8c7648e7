import { describe, expect, it } from 'vitest';
import { lineInFile, partsOf, without } from './csv';

const HEADER = 'number,name,egressTrunks\n';

describe('a file that is too long for one request', () => {
  it('is divided into parts of at most 2,000 lines, each with the header', () => {
    const lines = Array.from({ length: 4500 }, (_, index) => `+4930${index},Desk ${index},acme`);
    const parts = partsOf(HEADER + lines.join('\n'));
    expect(parts.map(({ from, to }) => [from, to])).toEqual([
      [2, 2000],
      [2001, 3999],
      [4000, 4501],
    ]);
    for (const { csv } of parts) expect(csv.trimEnd().split('\n').length).toBeLessThanOrEqual(2000);
    expect(parts.every(({ csv }) => csv.startsWith(HEADER))).toBe(true);
    expect(parts.map(({ csv }) => csv.slice(HEADER.length)).join('')).toBe(`${lines.join('\n')}\n`);
  });

  it('knows the line of the file that the service names in a part', () => {
    const [, second] = partsOf(HEADER + '+4930,,\n'.repeat(2500));
    expect(lineInFile(second!, 2)).toBe(2001);
    expect(lineInFile(second!, 1)).toBe(1);
  });

  it('keeps together what stands in quotes, whatever ends the lines', () => {
    const [part] = partsOf(`\uFEFF${HEADER}+4930,"Support,\r\nBerlin",acme\r\n+4931,,\r\n`);
    expect(part).toEqual({ csv: `${HEADER}+4930,"Support,\nBerlin",acme\n+4931,,\n`, from: 2, to: 4 });
  });

  it('has no parts without lines below the header', () => {
    expect(partsOf(HEADER)).toEqual([]);
    expect(partsOf('')).toEqual([]);
  });

  it('can leave lines out without moving the others', () => {
    const [part] = partsOf(`${HEADER}+4930,,\nwrong,"a\nb",\n+4932,,\n`);
    expect(without(part!, new Set([3])).csv).toBe(`${HEADER}+4930,,\n\n\n+4932,,\n`);
  });
});
