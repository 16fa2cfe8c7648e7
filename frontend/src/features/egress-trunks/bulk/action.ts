import type { Schemas } from '../../../shared/api/client';

export const BULK_ACTIONS = [
  'enable',
  'disable',
  'set_priority',
  'link',
  'unlink',
  'delete',
] as const satisfies readonly Schemas['TrunkBulkRequest']['action'][];

/** What can be done with many trunks at once. */
export type BulkAction = (typeof BULK_ACTIONS)[number];

/** What somebody wants to do, with which trunks. */
export type Asked = { action: BulkAction; trunkIds: readonly string[] };

/** All that the server has to know beside the trunks. */
export type Wish = Omit<Schemas['TrunkBulkRequest'], 'trunkIds'>;

export type Actions = { ask: (action: BulkAction, trunkIds: readonly string[]) => void };
