/** Calls whose answers tell where to go next: to the endpoint mapper, and DCOM's to activate or find an object. */
import type { RpcInterface } from '../wire/dcerpc.ts';
import { rpcInterfaceName, rpcStatusName } from '../wire/dcerpc-names.ts';
import {
  type DecodeBindings,
  decodeActivationProperties,
  decodeRemoteActivation,
  decodeResolvedOxid,
  OBJECT_EXPORTER,
  REMOTE_ACTIVATION,
  SCM_ACTIVATOR,
} from '../wire/dcom.ts';
import { decodeMapRequest, decodeMapResponse, ENDPOINT_MAPPER, MAP_OPERATION } from '../wire/endpoint-mapper.ts';
import { NdrReader } from '../wire/ndr.ts';
import type {
  DcerpcEndpointObservation,
  DcerpcNoEndpointObservation,
  RpcInterfaceSeen,
} from './dcerpc-observations.ts';

/** A stub, and how it is encoded. */
export interface Stub {
  readonly bytes: Uint8Array;
  readonly littleEndian: boolean;
  /** NDR64. */
  readonly wide: boolean;
}

/** What an answer says, but for where and when. */
export type Answer = Omit<DcerpcEndpointObservation, 'at' | 'from'> | Omit<DcerpcNoEndpointObservation, 'at' | 'from'>;

export interface Referral {
  readonly operation: string;
  /** Whom the request asks for. */
  asked(request: Stub): RpcInterfaceSeen | undefined;
  answers(response: Stub, asked: RpcInterfaceSeen | undefined): Answer[];
}

/** Undefined when the call is none of these. */
export function referralOf(uuid: string, operation: number): Referral | undefined {
  return REFERRALS.get(`${uuid} ${operation}`);
}

export function seen({ uuid, version }: RpcInterface): RpcInterfaceSeen {
  return { uuid, version, name: rpcInterfaceName(uuid) };
}

const MAP = 'map';

const map: Referral = {
  operation: MAP,
  asked(request) {
    const found = decodeMapRequest(readerOf(request));
    return found && seen(found);
  },
  answers(response, asked) {
    const answer = decodeMapResponse(readerOf(response));
    if (answer === undefined) return [];
    const { status, towers } = answer;
    if (status !== 0) {
      return [{ kind: 'dcerpc-no-endpoint', interface: asked, status, statusName: rpcStatusName(status) }];
    }
    return towers.flatMap((tower): Answer[] => {
      if (tower.port === undefined) return [];
      const found = { interface: seen(tower.interface), host: tower.address, port: tower.port };
      return [{ kind: 'dcerpc-endpoint', operation: MAP, ...found }];
    });
  },
};

function bindings(operation: string, decode: DecodeBindings): Referral {
  return {
    operation,
    asked: () => undefined,
    answers: ({ bytes, littleEndian, wide }) =>
      decode(bytes, littleEndian, wide).map((binding) => ({
        kind: 'dcerpc-endpoint',
        operation,
        interface: undefined,
        ...binding,
      })),
  };
}

/** By interface and number of the operation ([MS-DCOM] 3.1.2.5.1, 3.1.2.5.2.3). */
const REFERRALS: ReadonlyMap<string, Referral> = new Map([
  [`${ENDPOINT_MAPPER} ${MAP_OPERATION}`, map],
  [`${OBJECT_EXPORTER} 0`, bindings('ResolveOxid', decodeResolvedOxid)],
  [`${OBJECT_EXPORTER} 4`, bindings('ResolveOxid2', decodeResolvedOxid)],
  [`${REMOTE_ACTIVATION} 0`, bindings('RemoteActivation', decodeRemoteActivation)],
  [`${SCM_ACTIVATOR} 3`, bindings('RemoteGetClassObject', decodeActivationProperties)],
  [`${SCM_ACTIVATOR} 4`, bindings('RemoteCreateInstance', decodeActivationProperties)],
]);

function readerOf({ bytes, littleEndian, wide }: Stub): NdrReader {
  return new NdrReader(bytes, 0, bytes.length, littleEndian, wide);
}
