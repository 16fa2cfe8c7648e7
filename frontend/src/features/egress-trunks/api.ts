import { send, type Schemas } from '../../shared/client';

export type Trunk = Schemas['Trunk'];
/** Read by itself, not as a row of a list, which leaves out long lists. */
export type WholeTrunk = Trunk & Required<Pick<Trunk, 'baseNumbers'>>;
export type TrunkRequest = Schemas['TrunkRequest'];
export type Attempt = Schemas['Attempt'];

const path = (trunkId: string) => `/egress-trunks/${encodeURIComponent(trunkId)}`;

export const getTrunk = (trunkId: string) => send<WholeTrunk>('GET', path(trunkId));

export const createTrunk = (trunk: TrunkRequest) => send<WholeTrunk>('POST', '/egress-trunks', { body: trunk });

/** Refused with 412 if someone changed the trunk since it was read at this revision. */
export const replaceTrunk = (trunkId: string, trunk: TrunkRequest, revision: number) =>
  send<WholeTrunk>('PUT', path(trunkId), { body: trunk, ifMatch: revision });

export const trunkPath = path;

/** The last attempts on the trunk, newest first; refused with 503 while Redis is away. */
export const attemptsOf = (trunkId: string) => send<{ items: Attempt[] }>('GET', `${path(trunkId)}/attempts`);
