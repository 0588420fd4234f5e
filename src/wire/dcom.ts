/** String bindings in the replies of DCOM ([MS-DCOM] 2.2.19, 3.1.2.5): where the objects that were activated are reached. */
import { printable } from '../bytes/text.ts';
import { NdrReader } from './ndr.ts';

export const OBJECT_EXPORTER = '99fcfec4-5260-101b-bbcb-00aa0021347a';
export const REMOTE_ACTIVATION = '4d9f4ab8-7d1c-11cf-861e-0020af6e7c57';
export const SCM_ACTIVATOR = '000001a0-0000-0000-c000-000000000046';

/** Bindings read of one reply. */
export const MAX_BINDINGS = 32;

/** ncacn_ip_tcp ([MS-DCOM] 2.2.19.3). */
const TOWER_TCP = 7;
const MAX_PORT = 0xffff;
const BINDING = /^(.+)\[(\d{1,5})\]$/;

export interface StringBinding {
  /** Name or address, as the server writes it. */
  readonly host: string;
  readonly port: number;
}

/** A reply that carries bindings: how to find them in its stub. */
export type DecodeBindings = (stub: Uint8Array, littleEndian: boolean, wide: boolean) => StringBinding[];

/** `ResolveOxid` and `ResolveOxid2` begin with the bindings of the object exporter. */
export const decodeResolvedOxid: DecodeBindings = (stub, littleEndian, wide) => {
  const reader = new NdrReader(stub, 0, stub.length, littleEndian, wide);
  return reader.size() === 0 ? [] : readBindings(reader);
};

/** `RemoteActivation`: the implicit ORPCTHAT, the exporter's id, and its bindings. */
export const decodeRemoteActivation: DecodeBindings = (stub, littleEndian, wide) => {
  const reader = new NdrReader(stub, 0, stub.length, littleEndian, wide);
  reader.u32();
  // Extensions of ORPCTHAT are sent by no server that is known; without them the layout is fixed.
  if (reader.size() !== 0) return [];
  reader.align(8);
  reader.cursor.skip(8);
  return reader.size() === 0 ? [] : readBindings(reader);
};

/** OBJREF_CUSTOM with activation properties for the client: signature, form, and the interface they are marshaled for. */
const ACTIVATION_OBJECT = [
  0x4d, 0x45, 0x4f, 0x57, 4, 0, 0, 0, 0xa3, 0x01, 0, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46,
];
/** Signature, form, interface, class, extension size, reserved. */
const CUSTOM_OBJECT_HEADER = 48;
const SCM_REPLY_INFO = '000001b6-0000-0000-c000-000000000046';
/** Common and private header of a type serialized by itself ([MS-RPCE] 2.2.6). */
const SERIALIZATION_HEADER = 16;
/** Properties in one reply that are looked through. */
const MAX_PROPERTIES = 16;

/**
 * `RemoteCreateInstance` and `RemoteGetClassObject`: properties inside an object reference inside the stub. What stands before
 * it differs by encoding and extensions, so that it is found by its beginning. Inside, everything is little-endian NDR.
 */
export const decodeActivationProperties: DecodeBindings = (stub) => {
  const object = indexOf(stub, ACTIVATION_OBJECT);
  if (object < 0) return [];
  const blob = object + CUSTOM_OBJECT_HEADER + 8;
  const header = new NdrReader(stub, blob + SERIALIZATION_HEADER, stub.length, true, false);
  header.u32(); // total size
  const headerSize = header.u32();
  header.cursor.skip(8);
  const count = header.u32();
  header.cursor.skip(16 + 12 + 4); // a class id, three pointers, and the count of the array of class ids
  if (header.overrun || count > MAX_PROPERTIES) return [];
  const classes = Array.from({ length: count }, () => header.uuid());
  header.u32();
  let at = blob + headerSize;
  for (const kind of classes) {
    if (kind === SCM_REPLY_INFO) return readScmReply(stub, at);
    at += header.u32();
  }
  return [];
};

/** ScmReplyInfoData and customREMOTE_REPLY_SCM_INFO ([MS-DCOM] 2.2.22.2.8). */
function readScmReply(stub: Uint8Array, at: number): StringBinding[] {
  const reader = new NdrReader(stub, at + SERIALIZATION_HEADER, stub.length, true, false);
  reader.u32();
  if (reader.u32() === 0) return [];
  reader.align(8);
  reader.cursor.skip(8); // the exporter's id
  if (reader.u32() === 0) return [];
  reader.cursor.skip(16 + 4 + 4); // an interface's id, the authentication hint, the version
  return readBindings(reader);
}

/** DUALSTRINGARRAY: string bindings, each ended by a zero, then security bindings, which are left out. */
function readBindings(reader: NdrReader): StringBinding[] {
  reader.size();
  const entries = reader.u16();
  const securityOffset = reader.u16();
  const bindings: StringBinding[] = [];
  if (reader.overrun) return bindings;
  const { cursor } = reader;
  const end = cursor.position + 2 * Math.min(entries, securityOffset);
  while (cursor.position < end && bindings.length < MAX_BINDINGS) {
    const tower = reader.u16();
    const parts = tower === 0 ? null : BINDING.exec(readText(reader));
    if (tower === 0 || reader.overrun) break;
    if (tower === TOWER_TCP && parts && Number(parts[2]) <= MAX_PORT) {
      bindings.push({ host: parts[1], port: Number(parts[2]) });
    }
  }
  return bindings;
}

/** UTF-16 up to a zero, which the end of the bytes gives too. */
function readText(reader: NdrReader): string {
  let text = '';
  for (let unit = reader.u16(); unit !== 0; unit = reader.u16()) text += String.fromCharCode(unit);
  return printable(text);
}

function indexOf(bytes: Uint8Array, wanted: readonly number[]): number {
  for (let at = bytes.indexOf(wanted[0]); at >= 0; at = bytes.indexOf(wanted[0], at + 1)) {
    if (wanted.every((byte, offset) => bytes[at + offset] === byte)) return at;
  }
  return -1;
}
