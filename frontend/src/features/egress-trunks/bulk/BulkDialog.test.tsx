import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Schemas } from '../../../shared/api/client';
import { openPage, press, type } from '../../../testing/page';
import { type Answer, type Asked, problem, serve } from '../../../testing/server';
import { trunk } from '../../../testing/trunks';

type Request = Schemas['TrunkBulkRequest'];
const NO_EFFECTS = {
  baseNumbersWithoutTrunk: [],
  baseNumbersWithoutTrunkCount: 0,
  baseNumbersTouched: 0,
  registrationsStarted: 0,
  registrationsEnded: 0,
};
const idsUpTo = (count: number) => Array.from({ length: count }, (_, index) => `t-${index}`);

/** A service with trunks, in pages, that answers bulk changes as told. */
function serveMany(ids: string[], bulk: (request: Request, dryRun: boolean) => Answer | undefined) {
  const asked = serve(({ path, query, body }) => {
    if (path === '/egress-trunks/bulk') {
      const request = body as Request;
      return (
        bulk(request, query.get('dryRun') === 'true') ?? [
          200,
          { dryRun: false, changed: request.trunkIds, unchanged: [], effects: NO_EFFECTS },
        ]
      );
    }
    if (path === '/base-numbers')
      return [200, { items: [{ number: '+493012345', name: 'Sales', egressTrunks: [] }], total: 1 }];
    if (path !== '/egress-trunks') return path === '/egress-trunks/summary' ? problem(503, 'unavailable') : undefined;
    const from = Number(query.get('cursor') ?? 0);
    const to = from + Number(query.get('limit'));
    return [
      200,
      {
        items: ids.slice(from, to).map((id) => trunk(id)),
        total: ids.length,
        nextCursor: to < ids.length ? String(to) : undefined,
      },
    ];
  });
  const changes = () =>
    asked
      .filter((one: Asked) => one.path === '/egress-trunks/bulk' && one.query.get('dryRun') !== 'true')
      .map(({ body }) => body as Request);
  return { asked, changes };
}

const dialog = () => screen.findByRole('dialog');
const confirm = async (name: string) => {
  const button = within(await dialog()).getByRole('button', { name });
  await waitFor(() => expect(button).toBeEnabled());
  await userEvent.click(button);
};

describe('what is done to many trunks at once', () => {
  it('says what disabling them comes to before anything happens', async () => {
    const { changes } = serveMany(['acme', 'kestrel'], (_, dryRun) =>
      dryRun
        ? [
            200,
            {
              dryRun: true,
              changed: ['acme'],
              unchanged: ['kestrel'],
              effects: {
                ...NO_EFFECTS,
                baseNumbersWithoutTrunk: ['+493012345'],
                baseNumbersWithoutTrunkCount: 120,
                registrationsEnded: 1,
              },
            },
          ]
        : undefined,
    );
    openPage('/egress-trunks?selected=%5B%22acme%22,%22kestrel%22%5D');
    await press('Disable');
    const shown = await dialog();
    expect(await within(shown).findByText('1 trunk will be disabled and take no more calls.')).toBeInTheDocument();
    expect(shown).toHaveTextContent('1 is so already.');
    expect(shown).toHaveTextContent('1 registration will end.');
    expect(shown).toHaveTextContent(
      '120 base numbers will have no enabled trunk: their transfers will fail. +493012345 and 119 more',
    );
    expect(changes()).toEqual([]);
    await confirm('Disable');
    expect(await screen.findByText('2 trunks disabled.')).toBeInTheDocument();
    expect(changes()).toEqual([{ action: 'disable', trunkIds: ['acme', 'kestrel'] }]);
  });

  it('changes all that fit in parts of 500, goes on after a part that is refused, and tries that again', async () => {
    let refuses = true;
    const { changes } = serveMany(idsUpTo(1200), ({ trunkIds }, dryRun) =>
      refuses && !dryRun && trunkIds.includes('t-600')
        ? problem(409, 'conflict', 'Somebody changed the same thing.')
        : undefined,
    );
    openPage('/egress-trunks');
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Select t-0' }));
    await press('Select all 1,200 that fit');
    await screen.findByText(/^1,200 selected/);
    await press('Set priority');
    await type(/^Priority/, '70');
    await within(await dialog()).findByText('1,200 trunks will get this priority.');
    await confirm('Set priority');
    expect(await screen.findByText('500 trunks were not changed:')).toBeInTheDocument();
    expect(await dialog()).toHaveTextContent('501 to 1,000: Changed meanwhile');
    expect(changes().map(({ trunkIds, priority }) => [trunkIds.length, priority])).toEqual([
      [500, 70],
      [500, 70],
      [200, 70],
    ]);
    refuses = false;
    await press('Try those again');
    expect(await screen.findByText('500 trunks have another priority.')).toBeInTheDocument();
  });

  it('stops when told to, after the part that is under way', async () => {
    let release = () => {};
    const underWay = new Promise<void>((resolve) => (release = resolve));
    const { changes } = serveMany(idsUpTo(1200), () => undefined);
    const answered = globalThis.fetch;
    globalThis.fetch = async (request, options) => {
      const { url, body } = request as Request & globalThis.Request;
      if (url.includes('/bulk') && !url.includes('dryRun=true') && body !== null) await underWay;
      return answered(request, options);
    };
    openPage('/egress-trunks');
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Select t-0' }));
    await press('Select all 1,200 that fit');
    await screen.findByText(/^1,200 selected/);
    await press('Enable');
    await confirm('Enable');
    await press('Stop');
    release();
    expect(await screen.findByText('Stopped after 500 of 1,200: 500 trunks were changed.')).toBeInTheDocument();
    expect(changes()).toHaveLength(1);
  });

  it('leaves out trunks that somebody has deleted meanwhile', async () => {
    const { changes } = serveMany(['acme', 'kestrel'], ({ trunkIds }) => {
      const place = trunkIds.indexOf('acme');
      return place < 0
        ? undefined
        : problem(422, 'invalid', '', {
            errors: [{ pointer: `/trunkIds/${place}`, code: 'unknown_trunk', detail: 'There is none.' }],
          });
    });
    openPage('/egress-trunks?selected=%5B%22acme%22,%22kestrel%22%5D');
    await press('Delete');
    expect(await within(await dialog()).findByText('1 is not there any more.')).toBeInTheDocument();
    await confirm('Delete');
    expect(await screen.findByText('1 trunk deleted.')).toBeInTheDocument();
    expect(changes().at(-1)).toEqual({ action: 'delete', trunkIds: ['kestrel'] });
    await waitFor(() => expect(screen.queryByText(/selected/)).not.toBeInTheDocument());
  });

  it('links base numbers that are looked up while one types', async () => {
    const { changes } = serveMany(['acme'], () => undefined);
    openPage('/egress-trunks?selected=%5B%22acme%22%5D');
    await press('Link numbers');
    await userEvent.click(await screen.findByRole('combobox', { name: /^Base numbers/ }));
    await userEvent.click(await screen.findByRole('option', { name: /\+493012345/ }));
    await confirm('Link numbers');
    await waitFor(() =>
      expect(changes()).toEqual([{ action: 'link', baseNumbers: ['+493012345'], trunkIds: ['acme'] }]),
    );
  });
});
