// What an automation script does with the client that is generated from openapi.yaml. Environment: ORIGIN, TOKEN.
import { deepStrictEqual, strictEqual } from 'node:assert';
import {
  BaseNumbersApi,
  Configuration,
  EgressTrunksApi,
  ResponseError,
  type Problem,
  type TrunkRequest,
} from '../target/client-typescript/index.js';

const configuration = new Configuration({ basePath: process.env['ORIGIN'], accessToken: process.env['TOKEN'] });
const trunks = new EgressTrunksApi(configuration);
const numbers = new BaseNumbersApi(configuration);

const trunkId = 'by-typescript';
const number = '+4930771001';

async function refused(status: number, request: Promise<unknown>): Promise<Problem> {
  try {
    await request;
  } catch (error) {
    if (error instanceof ResponseError) {
      strictEqual(error.response.status, status);
      return (await error.response.json()) as Problem;
    }
    throw error;
  }
  throw new Error(`not refused with ${status}`);
}

async function story() {
  await numbers.createBaseNumber({ baseNumberRequest: { number, name: 'Of the story' } });

  const wanted: TrunkRequest = {
    trunkId,
    name: 'By TypeScript',
    sipUri: 'sip:127.0.0.1:5999',
    enabled: true,
    transport: 'udp',
    authMethod: 'digest',
    authUser: 'script',
    authPass: 'of the story',
    callerIdMode: 'base_number',
  };
  const invalid = await refused(422, trunks.createEgressTrunk({ trunkRequest: { ...wanted, authPass: undefined } }));
  deepStrictEqual(
    invalid.errors?.map(({ pointer }) => pointer),
    ['/authPass'],
  );
  const created = await trunks.createEgressTrunk({ trunkRequest: wanted });
  strictEqual(created.authPassSet, true);
  strictEqual(created.priority, 50);
  deepStrictEqual(created.createdAt instanceof Date, true);

  await trunks.linkBaseNumber({ trunkId, number });
  deepStrictEqual(await trunks.listBaseNumbersOfEgressTrunk({ trunkId }), [number]);
  deepStrictEqual((await numbers.getBaseNumber({ number })).egressTrunks, [trunkId]);

  const { raw } = await trunks.getEgressTrunkRaw({ trunkId });
  const tag = raw.headers.get('ETag') ?? '';
  const patched = await trunks.patchEgressTrunk({
    trunkId,
    ifMatch: tag,
    trunkPatch: { priority: 70, authRealm: 'carrier' },
  });
  strictEqual(patched.priority, 70);
  strictEqual(patched.authRealm, 'carrier');
  strictEqual(patched.authPassSet, true);
  await refused(412, trunks.patchEgressTrunk({ trunkId, ifMatch: tag, trunkPatch: { priority: 10 } }));
  const removed = await trunks.patchEgressTrunk({ trunkId, trunkPatch: { authRealm: null } });
  strictEqual(removed.authRealm, undefined);
  deepStrictEqual(removed.baseNumbers, [number]);

  await refused(409, trunks.deleteEgressTrunk({ trunkId }));
  await trunks.deleteEgressTrunk({ trunkId, force: true });
  await refused(404, trunks.getEgressTrunk({ trunkId }));
  await numbers.deleteBaseNumber({ number });
}

story().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
