import { describe, expect, it } from 'vitest';
import {
  decodeRpcAuthentication,
  decodeRpcCall,
  decodeRpcContexts,
  decodeRpcFault,
  decodeRpcHeader,
  decodeRpcNak,
  decodeRpcResults,
  isRpcHeaderStart,
  MAX_CONTEXTS,
  RPC_PDU,
  rpcStub,
} from '../../src/wire/dcerpc.ts';
import {
  AUTHENTICATED_BIND,
  FAULT,
  MAP_REQUEST,
  MAP_RESPONSE,
  MAPPER_BIND,
  MAPPER_BIND_ACK,
} from '../support/dcerpc-samples.ts';
import { concat, hex } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';

const MAPPER = { uuid: 'e1af8308-5d1f-11c9-91a4-08002b14a0fa', version: '3.0' };

/** A whole PDU: its header says how long it is. */
function pdu(type: number, body: Uint8Array, authLength = 0): Uint8Array {
  const length = 16 + body.length;
  return concat(Uint8Array.of(5, 0, type, 3, 0x10, 0, 0, 0, length, 0, authLength, 0, 1, 0, 0, 0), body);
}

function read<Value>(
  decode: (bytes: Uint8Array, at: number, header: NonNullable<ReturnType<typeof decodeRpcHeader>>) => Value,
  bytes: Uint8Array,
): Value | undefined {
  const header = decodeRpcHeader(bytes, 0);
  return header && decode(bytes, 0, header);
}

describe('decodeRpcHeader', () => {
  it.each([
    [MAPPER_BIND, { type: RPC_PDU.bind, length: 72, authLength: 0, callId: 1, littleEndian: true }],
    [MAP_REQUEST, { type: RPC_PDU.request, length: 140, callId: 2 }],
    [MAP_RESPONSE, { type: RPC_PDU.response, length: 152, callId: 2 }],
    [AUTHENTICATED_BIND, { type: RPC_PDU.bind, length: 120, authLength: 40 }],
    [hex`0501 0b03 00000000 0048 0000 00000007`, { littleEndian: false, length: 72, callId: 7 }],
  ])('reads type, lengths and call (%#)', (bytes, header) => expect(decodeRpcHeader(bytes, 0)).toMatchObject(header));

  it.each([
    ['version 4', hex`0400 0b03 10000000 4800 0000 01000000`],
    ['a type of datagrams', hex`0500 0103 10000000 4800 0000 01000000`],
    ['EBCDIC', hex`0500 0b03 11000000 4800 0000 01000000`],
    ['a length within the header', hex`0500 0b03 10000000 0f00 0000 01000000`],
    ['an authenticator longer than the PDU', hex`0500 0b03 10000000 4800 3100 01000000`],
    ['15 bytes', MAPPER_BIND.subarray(0, 15)],
  ])('refuses %s', (_what, bytes) => expect(decodeRpcHeader(bytes, 0)).toBeUndefined());

  it('judges what there is of a header', () => {
    for (let length = 0; length <= 16; length++)
      expect(isRpcHeaderStart(MAPPER_BIND.subarray(0, length), 0)).toBe(true);
    expect(isRpcHeaderStart(hex`05 01 00 01 7f`, 0)).toBe(false);
  });
});

describe('binds', () => {
  it('offer interfaces', () => {
    expect(read(decodeRpcContexts, MAPPER_BIND)).toEqual([{ id: 0, ...MAPPER }]);
    expect(read(decodeRpcContexts, AUTHENTICATED_BIND)).toEqual([
      { id: 0, uuid: '12345778-1234-abcd-ef00-0123456789ab', version: '0.0' },
    ]);
  });

  it('say how they authenticate', () => {
    expect(read(decodeRpcAuthentication, MAPPER_BIND)).toBeUndefined();
    expect(read(decodeRpcAuthentication, AUTHENTICATED_BIND)).toEqual({
      service: 10,
      level: 5,
      padding: 0,
      sealed: false,
    });
    const sealed = pdu(RPC_PDU.request, hex`00000000 0000 0400 aabbccdd 10 06 02 00 00000000 eeee`, 2);
    expect(read(decodeRpcAuthentication, sealed)).toMatchObject({ service: 16, level: 6, padding: 2, sealed: true });
  });

  it('keep no more contexts than their bound', () => {
    const context = concat(MAPPER_BIND.subarray(28, 72));
    const body = concat(MAPPER_BIND.subarray(16, 24), hex`21 00 0000`, ...Array(33).fill(context));
    const bytes = concat(hex`0500 0b03 10000000 c805 0000 01000000`, body);
    expect(read(decodeRpcContexts, bytes)?.length).toBe(MAX_CONTEXTS);
  });

  it.each([
    ['no context', hex`d016 d016 00000000 00 00 0000`],
    ['reserved bytes in use', concat(hex`d016 d016 00000000 01 01 0000`, MAPPER_BIND.subarray(28, 72))],
    ['a context without encoding', concat(hex`d016 d016 00000000 01 00 0000 0000 00 00`, MAPPER_BIND.subarray(32, 72))],
    ['a context that is cut', concat(hex`d016 d016 00000000 01 00 0000`, MAPPER_BIND.subarray(28, 60))],
  ])('are refused with %s', (_what, body) => {
    expect(read(decodeRpcContexts, pdu(RPC_PDU.bind, body))).toBeUndefined();
  });
});

describe('answers to binds', () => {
  it('accept', () => {
    expect(read(decodeRpcResults, MAPPER_BIND_ACK)).toEqual([
      { result: 0, reason: 'reason not specified', wide: false },
    ]);
  });

  it('of Windows: NDR refused, NDR64 accepted, features negotiated', () => {
    const none = new Uint8Array(20);
    const body = hex`
      d016 d016 34120000 0400 31333500 0000 03 00 0000
      0200 0200 ${none}
      0000 0000 33057171babe37498319b5dbef9ccc36 01000000
      0300 0300 ${none}`;
    expect(read(decodeRpcResults, pdu(RPC_PDU.bindAck, body))).toEqual([
      { result: 2, reason: 'proposed encodings not supported', wide: false },
      { result: 0, reason: 'reason not specified', wide: true },
      { result: 3, reason: 'local limit exceeded', wide: false },
    ]);
  });

  it('refuse', () => {
    expect(read(decodeRpcNak, pdu(RPC_PDU.bindNak, hex`0800 01 05 00`))).toBe('authentication type not recognized');
    expect(read(decodeRpcNak, pdu(RPC_PDU.bindNak, hex`6300 01 05 00`))).toBe('reason 99');
  });
});

describe('calls', () => {
  it('have a context, an operation and a stub', () => {
    expect(read(decodeRpcCall, MAP_REQUEST)).toEqual({ contextId: 0, operation: 3 });
    expect(read(rpcStub, MAP_REQUEST)?.length).toBe(116);
    expect(read(rpcStub, MAP_RESPONSE)?.length).toBe(128);
  });

  it('have the stub behind the object that they are for, before padding and authenticator', () => {
    const body = hex`00000000 0000 0400 ${new Uint8Array(16).fill(0x11)} aabbccdd 0000 10 05 02 00 00000000 eeee`;
    const bytes = pdu(RPC_PDU.request, body, 2);
    bytes[3] |= 0x80;
    expect(read(rpcStub, bytes)).toEqual(hex`aabbccdd`);
  });

  it('fail with a status', () => {
    // nca_s_fault_access_denied, as tshark calls it: ERROR_ACCESS_DENIED.
    expect(read(decodeRpcFault, FAULT)).toBe(5);
    expect(read(decodeRpcFault, FAULT.subarray(0, 24))).toBeUndefined();
  });
});

it('returns for every prefix and every flipped byte', () => {
  for (const sample of [AUTHENTICATED_BIND, MAPPER_BIND_ACK, MAP_RESPONSE]) {
    for (const bytes of mutations(sample)) {
      const decoders = [decodeRpcContexts, decodeRpcResults, decodeRpcNak, decodeRpcAuthentication, decodeRpcFault];
      expect(() => [...decoders, decodeRpcCall, rpcStub].map((decode) => read<unknown>(decode, bytes))).not.toThrow();
    }
  }
});
