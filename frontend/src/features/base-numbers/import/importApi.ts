import { api, ok, type Schemas } from '../../../shared/api/client';
import { ProblemError, type Violation } from '../../../shared/api/problem';
import { lineInFile, type Part, partsOf, without } from './csv';

export type Outcome = 'create' | 'change' | 'none' | 'wrong';

/** What becomes, or would become, of a line of the file. */
export type ImportRow = {
  line: number;
  number: string;
  outcome: Outcome;
  trunksAdded: readonly string[];
  trunksRemoved: readonly string[];
  /** What is wrong with it, and in which column. */
  errors: readonly { column: string; violation: Violation }[];
};

const send = (part: Part, dryRun: boolean, signal?: AbortSignal): Promise<Schemas['BaseNumberImport']> =>
  ok(
    api.POST('/api/v1/base-numbers/import', {
      params: { query: { dryRun } },
      body: part.csv,
      bodySerializer: (csv: string) => csv,
      headers: { 'Content-Type': 'text/csv' },
      signal,
    }),
  );

/** Writes one part. */
export const apply = (part: Part) => send(part, false);

/**
 * Asks what would become of all lines of a file; nothing is written.
 *
 * @param tell how many of the parts are done
 * @throws ProblemError if the service can't say
 */
export async function check(
  file: string,
  signal: AbortSignal,
  tell: (done: number, of: number) => void,
): Promise<{ parts: Part[]; rows: ImportRow[] }> {
  const parts = partsOf(file);
  const rows: ImportRow[] = [];
  for (const [index, part] of parts.entries()) {
    tell(index, parts.length);
    rows.push(...(await checkPart(part, signal)));
  }
  return { parts, rows: markRepeated(rows.sort((one, other) => one.line - other.line)) };
}

async function checkPart(part: Part, signal: AbortSignal): Promise<ImportRow[]> {
  const wrong: ImportRow[] = [];
  for (;;) {
    try {
      const rest = without(part, new Set(wrong.map(({ line }) => line)));
      return [...wrong, ...rowsOf(part, await send(rest, true, signal))];
    } catch (error) {
      const more = error instanceof ProblemError ? wrongRows(part, error.violations) : [];
      if (!more.some(({ line }) => wrong.every((row) => row.line !== line))) throw error;
      wrong.push(...more);
      // Without a header nothing can be told. Else what is right is told too, without the wrong lines; of many that are
      // wrong the service names some at a time.
      if (more.some(({ line }) => line <= 1)) return wrong;
    }
  }
}

const rowsOf = (part: Part, { rows }: Schemas['BaseNumberImport']): ImportRow[] =>
  rows.map((row) => ({ ...row, line: lineInFile(part, row.line), errors: [] }));

function wrongRows(part: Part, violations: readonly Violation[]): ImportRow[] {
  const rows = new Map<number, ImportRow>();
  for (const violation of violations) {
    const [, place = '', column = ''] = violation.pointer.split('/');
    if (!/^\d+$/.test(place)) continue;
    const line = lineInFile(part, Number(place));
    const row = rows.get(line) ?? wrongRow(line, numberAt(part, Number(place)));
    rows.set(line, { ...row, errors: [...row.errors, { column, violation }] });
  }
  return [...rows.values()];
}

const wrongRow = (line: number, number: string): ImportRow => ({
  line,
  number,
  outcome: 'wrong',
  trunksAdded: [],
  trunksRemoved: [],
  errors: [],
});

/** What stands in the line as its number, to find it again. */
function numberAt({ csv }: Part, line: number): string {
  const [header = '', ...lines] = csv.split('\n');
  const cells = (text: string) => text.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"|"$/g, ''));
  return line <= 1 ? '' : (cells(lines[line - 2] ?? '')[cells(header).indexOf('number')] ?? '');
}

/** The service sees one part at a time; a number that stands in two of them would win by chance. */
function markRepeated(rows: readonly ImportRow[]): ImportRow[] {
  const seen = new Set<string>();
  return rows.map((row) => {
    if (row.outcome === 'wrong' || !seen.has(row.number)) {
      if (row.outcome !== 'wrong') seen.add(row.number);
      return row;
    }
    const violation: Violation = {
      pointer: `/${row.line}/number`,
      code: 'duplicate',
      detail: 'This number stands in an earlier line already. Leave one of them out.',
    };
    return { ...row, outcome: 'wrong', errors: [{ column: 'number', violation }] };
  });
}
