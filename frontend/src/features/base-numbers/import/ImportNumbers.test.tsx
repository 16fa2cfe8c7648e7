import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { openPage, press } from '../../../testing/page';
import { type Answer, type Asked, problem, serve, session } from '../../../testing/server';

const HEADER = 'number,name,egressTrunks';

/** A service that takes every line but those of numbers with a letter; `apply` answers what shall be written. */
const serveImport = (apply: (request: Asked, nth: number) => Answer | undefined = () => undefined) => {
  let applied = 0;
  return serve((request) => {
    if (request.path !== '/base-numbers/import') return undefined;
    const dryRun = request.query.get('dryRun') === 'true';
    const lines = request.text
      .trimEnd()
      .split('\n')
      .map((text, index) => ({ line: index + 1, number: text.split(',')[0]! }))
      .slice(1)
      .filter(({ number }) => number !== '');
    const wrong = lines.filter(({ number }) => /[a-z]/.test(number));
    if (wrong.length > 0) {
      return problem(422, 'invalid', '', {
        errors: wrong.map(({ line }) => ({
          pointer: `/${line}/number`,
          code: 'bad_format',
          detail: 'Give a number such as +493012345.',
        })),
      });
    }
    const refused = dryRun ? undefined : apply(request, ++applied);
    if (refused) return refused;
    const rows = lines.map(({ line, number }) => ({
      line,
      number,
      outcome: number.endsWith('0') ? 'change' : 'create',
      trunksAdded: ['acme'],
      trunksRemoved: [],
    }));
    return [200, { dryRun, created: rows.length, changed: 0, unchanged: 0, rows }];
  });
};

const sent = (asked: Asked[], dryRun: string) =>
  asked.filter(({ path, query }) => path === '/base-numbers/import' && query.get('dryRun') === dryRun);

async function give(text: string) {
  openPage('/base-numbers/import');
  const file = new File([text], 'numbers.csv', { type: 'text/csv' });
  await screen.findByText('Drop a file here');
  await userEvent.upload(document.querySelector<HTMLInputElement>('input[type=file]')!, file);
}

const many = (count: number) =>
  [HEADER, ...Array.from({ length: count }, (_, index) => `+49${100001 + index},,acme`)].join('\n');

describe('an import of base numbers', () => {
  it('says what would happen, and writes it only when told to', async () => {
    const asked = serveImport();
    await give(`${HEADER}\n+49301,Support,acme\n+49300,Sales,acme\n`);
    expect(await screen.findByText('1 new, 1 changed')).toBeInTheDocument();
    expect(screen.getByText('Nothing is written yet. Look through it, then import.')).toBeInTheDocument();
    expect(screen.getByText('+49301').closest('tr')).toHaveTextContent('2+49301New+ acme');
    expect(sent(asked, 'false')).toHaveLength(0);
    await press('Import 2 base numbers');
    expect(await screen.findByRole('heading', { name: 'All is imported' })).toBeInTheDocument();
    expect(sent(asked, 'false').map(({ text, headers }) => [text, headers.get('Content-Type')])).toEqual([
      [`${HEADER}\n+49301,Support,acme\n+49300,Sales,acme\n`, 'text/csv'],
    ]);
  });

  it('shows by line and column what is wrong, and then writes nothing', async () => {
    const asked = serveImport();
    await give(`${HEADER}\n+49301,,\nabc,,\n+49302,,\n`);
    expect(await screen.findByText('2 new, 1 wrong')).toBeInTheDocument();
    const row = screen.getByText('abc').closest('tr')!;
    expect(row).toHaveTextContent('3abcWrongnumber: Give a number such as +493012345.');
    expect(screen.queryByText('+49301')).not.toBeInTheDocument();
    await press('All (3)');
    expect(screen.getByText('+49301').closest('tr')).toHaveTextContent('New');
    expect(screen.queryByRole('button', { name: /^Import/ })).not.toBeInTheDocument();
    expect(screen.getByText('Nothing was written.')).toBeInTheDocument();
    expect(sent(asked, 'false')).toHaveLength(0);
  });

  it('checks all parts of a long file before it writes the first, and sees what stands in two of them', async () => {
    const asked = serveImport();
    await give(`${many(2500)}\n+49100001,,acme\n`);
    expect(await screen.findByRole('button', { name: '1 wrong' })).toBeInTheDocument();
    expect(screen.getByText(/stands in an earlier line already/).closest('tr')).toHaveTextContent('2502+49100001');
    expect(sent(asked, 'true')).toHaveLength(2);
    expect(sent(asked, 'false')).toHaveLength(0);
  });

  it('says when it stops half-way what is imported and what is not, and goes on from there', async () => {
    const asked = serveImport((_, nth) =>
      nth === 2 ? problem(503, 'unavailable', 'Try again in a moment.') : undefined,
    );
    await give(many(2500));
    await press('Import 2,500 base numbers');
    const alert = (await screen.findByText('The import stopped half-way')).closest('[role=alert]')! as HTMLElement;
    expect(within(alert).getByText('The lines up to 2,000 are imported.')).toBeInTheDocument();
    expect(alert).toHaveTextContent(
      'Lines 2,001 to 2,501 are not. Go on, or import the same file again later: what is imported already stays as it is.',
    );
    await press('Go on');
    expect(await screen.findByRole('heading', { name: 'All is imported' })).toBeInTheDocument();
    await waitFor(() => expect(sent(asked, 'false')).toHaveLength(3));
    expect(sent(asked, 'false')[2]!.text).toBe(sent(asked, 'false')[1]!.text);
  });

  it('takes lines that are pasted', async () => {
    serveImport();
    openPage('/base-numbers/import');
    await userEvent.click(await screen.findByLabelText('Or paste the lines'));
    await userEvent.paste(`${HEADER}\n+49301,,\n`);
    await press('Check the lines');
    expect(await screen.findByRole('button', { name: '1 new' })).toBeInTheDocument();
  });

  it('is not for viewers', async () => {
    serve(({ path }) => (path === '/session' ? [200, session('viewer')] : undefined));
    openPage('/base-numbers/import');
    expect(await screen.findByRole('heading', { name: 'Not for your role' })).toBeInTheDocument();
  });
});
