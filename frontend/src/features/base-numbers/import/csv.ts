/** As many lines, with the header, and characters as the service takes at once; characters can have four bytes. */
const MOST_LINES = 2_000;
const MOST_CHARACTERS = 250_000;

/** A part of a file that the service takes at once. */
export type Part = {
  csv: string;
  /** The first and the last line of the file that are in it; the header is line 1. */
  from: number;
  to: number;
};

/** The lines of a file; a cell in quotes may hold line breaks, so that a record may have several. */
function records(text: string): string[] {
  const found: string[] = [];
  let start = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') isQuoted = !isQuoted;
    if (text[at] === '\n' && !isQuoted) {
      found.push(text.slice(start, at + 1));
      start = at + 1;
    }
  }
  if (start < text.length) found.push(`${text.slice(start)}\n`);
  return found;
}

const linesOf = (record: string) => record.split('\n').length - 1;

/** Divides a file into parts of whole records, each with the header of the file. Without records there are no parts. */
export function partsOf(file: string): Part[] {
  const [header = '', ...rest] = records(file.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'));
  const parts: Part[] = [];
  let line = 1 + linesOf(header);
  let part: Part | undefined;
  for (const record of rest) {
    const last = line + linesOf(record) - 1;
    if (!part || last - part.from + 2 > MOST_LINES || part.csv.length + record.length > MOST_CHARACTERS) {
      part = { csv: header, from: line, to: line };
      parts.push(part);
    }
    part.csv += record;
    part.to = last;
    line = last + 1;
  }
  return parts;
}

/** The line of the file that the service calls so in a part. */
export const lineInFile = (part: Part, line: number) => (line <= 1 ? line : part.from + line - 2);

/** The part without the records that begin in some lines of the file; those that are left keep their places. */
export function without(part: Part, lines: ReadonlySet<number>): Part {
  let line = 1;
  const kept = records(part.csv).map((record) => {
    const isLeftOut = line > 1 && lines.has(lineInFile(part, line));
    line += linesOf(record);
    return isLeftOut ? '\n'.repeat(linesOf(record)) : record;
  });
  return { ...part, csv: kept.join('') };
}
