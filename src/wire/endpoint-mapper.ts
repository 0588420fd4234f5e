/** What clients ask the endpoint mapper, and its answer (C706 appendix O, L): protocol towers that end in a TCP port. */
import { ByteCursor } from '../bytes/cursor.ts';
import { ipv4Text } from '../bytes/ip-address.ts';
import type { RpcInterface } from './dcerpc.ts';
import type { NdrReader } from './ndr.ts';
import { UUID_LENGTH, uuidText } from './uuid.ts';

export const ENDPOINT_MAPPER = 'e1af8308-5d1f-11c9-91a4-08002b14a0fa';
/** ept_map. */
export const MAP_OPERATION = 3;

/** Towers read of one answer; clients ask for 4 or so. */
export const MAX_TOWERS = 64;
/** Floors of one tower: interface, encoding, RPC, port, address. */
const MAX_FLOORS = 8;

/** Identifiers of floors (C706 appendix I, L). */
const FLOOR = { uuid: 0x0d, tcp: 0x07, ip: 0x09 } as const;
const CONTEXT_HANDLE = 20;

export interface Tower {
  readonly interface: RpcInterface;
  /** Undefined when it leads over something else than TCP, or the question leaves the port open. */
  readonly port: number | undefined;
  /** Undefined where the tower leaves it to the reader: it is the host that was asked. */
  readonly address: string | undefined;
}

/** The interface that is asked for; undefined when the request could not be read. */
export function decodeMapRequest(stub: NdrReader): RpcInterface | undefined {
  if (stub.size() !== 0) stub.uuid(); // an object
  if (stub.size() === 0) return undefined;
  return readTower(stub)?.interface;
}

export interface MapResponse {
  readonly towers: readonly Tower[];
  /** 0 when there are towers. */
  readonly status: number;
}

/** Undefined when it could not be read. */
export function decodeMapResponse(stub: NdrReader): MapResponse | undefined {
  stub.align(4);
  stub.cursor.skip(CONTEXT_HANDLE);
  stub.u32(); // the number of towers, which the array says again
  stub.size();
  stub.size();
  const count = stub.size();
  if (stub.overrun || count > MAX_TOWERS) return undefined;
  let present = 0;
  for (let index = 0; index < count; index++) if (stub.size() !== 0) present++;
  const towers: Tower[] = [];
  while (present-- > 0) {
    const tower = readTower(stub);
    if (stub.overrun) return undefined;
    if (tower) towers.push(tower);
  }
  const status = stub.u32();
  return stub.overrun ? undefined : { towers, status };
}

function readTower(stub: NdrReader): Tower | undefined {
  stub.size(); // as an array
  const length = stub.u32();
  return decodeTower(stub.cursor.take(length));
}

/** Floors are little-endian whoever sends them, but for ports and addresses (C706 appendix I, L). */
export function decodeTower(bytes: Uint8Array): Tower | undefined {
  const cursor = new ByteCursor(bytes);
  const floors = Math.min(cursor.u16le(), MAX_FLOORS);
  let found: RpcInterface | undefined;
  let port: number | undefined;
  let address: string | undefined;
  for (let floor = 0; floor < floors; floor++) {
    const left = cursor.nested(cursor.u16le());
    const right = cursor.nested(cursor.u16le());
    if (cursor.overrun) return undefined;
    const protocol = left.u8();
    if (floor === 0) found = protocol === FLOOR.uuid ? interfaceOf(left, right) : undefined;
    else if (protocol === FLOOR.tcp) port = right.u16() || undefined;
    else if (protocol === FLOOR.ip) address = addressOf(right.take(4));
  }
  return found && { interface: found, port, address };
}

function interfaceOf(left: ByteCursor, right: ByteCursor): RpcInterface | undefined {
  const uuid = uuidText(left.take(UUID_LENGTH), 0);
  const version = `${left.u16le()}.${right.u16le()}`;
  return uuid === undefined || left.overrun ? undefined : { uuid, version };
}

function addressOf(bytes: Uint8Array): string | undefined {
  return bytes.some((byte) => byte !== 0) ? ipv4Text(bytes) : undefined;
}
