import { describe, expect, it } from 'vitest';
import {
  decodeSmb2Header,
  decodeSmb2NegotiateRequest,
  decodeSmb2NegotiateResponse,
  decodeSmb2SessionSetupResponse,
  decodeSmb2TreeConnectResponse,
  decodeSmb2TreePath,
  MAX_TREE_PATH,
  smb2DialectName,
} from '../../src/wire/smb2.ts';
import { concat, hex } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';
import {
  GUEST_SESSION_RESPONSE,
  MULTI_PROTOCOL_RESPONSE,
  NEGOTIATE_REQUEST,
  NEGOTIATE_RESPONSE,
  SECURE_SHARE_RESPONSE,
  SESSION_CHALLENGE,
  SESSION_REFUSED,
  SESSION_RESPONSE,
  TREE_CONNECT_REQUEST,
  TREE_CONNECT_RESPONSE,
} from '../support/smb-samples.ts';

/** Behind the four bytes of the session service. */
const BODY = 4;

type Decode<Value> = (bytes: Uint8Array, start: number, end: number) => Value | undefined;

function read<Value>(decode: Decode<Value>, bytes: Uint8Array): Value | undefined {
  return decode(bytes, BODY, bytes.length);
}

describe('decodeSmb2Header', () => {
  it.each([
    [NEGOTIATE_REQUEST, { command: 0, response: false, next: 0 }],
    [SESSION_CHALLENGE, { command: 1, response: true, status: 0xc0000016 }],
    [SESSION_REFUSED, { command: 1, response: true, status: 0xc000006d }],
    [TREE_CONNECT_REQUEST, { command: 3, response: false }],
    [TREE_CONNECT_RESPONSE, { command: 3, response: true, status: 0 }],
  ])('reads command, status and what a response answers (%#)', (bytes, header) => {
    expect(decodeSmb2Header(bytes, BODY)).toMatchObject(header);
  });

  it('gives a response the message id of its request', () => {
    const [request, response] = [TREE_CONNECT_REQUEST, TREE_CONNECT_RESPONSE].map((bytes) =>
      decodeSmb2Header(bytes, BODY),
    );
    expect(request?.messageId).toBe(response?.messageId);
  });

  it.each([
    ['another size of structure', 4, 0x41],
    ['a command that there is not', 12, 0x13],
    ['a next message within this header', 20, 0x20],
  ])('refuses %s', (_what, at, value) => {
    const bytes = NEGOTIATE_REQUEST.slice();
    bytes[BODY + at] = value;
    expect(decodeSmb2Header(bytes, BODY)).toBeUndefined();
  });

  it('refuses what is cut', () => {
    expect(decodeSmb2Header(NEGOTIATE_REQUEST, BODY, BODY + 63)).toBeUndefined();
  });
});

describe('the bodies', () => {
  it('negotiate request', () => {
    expect(read(decodeSmb2NegotiateRequest, NEGOTIATE_REQUEST)).toEqual({
      dialects: ['2.0.2', '2.1', '3.0', '3.0.2', '3.1.1'],
      signingRequired: false,
    });
  });

  it('negotiate response: the cipher stands in a context of 3.1.1', () => {
    expect(read(decodeSmb2NegotiateResponse, NEGOTIATE_RESPONSE)).toEqual({
      dialect: '3.1.1',
      signingRequired: false,
      cipher: 'AES-128-GCM',
    });
    expect(read(decodeSmb2NegotiateResponse, MULTI_PROTOCOL_RESPONSE)).toMatchObject({ dialect: '2.?' });
  });

  it('negotiate response of 3.0: a capability says that there is encryption', () => {
    const body = (capabilities: number) =>
      concat(
        NEGOTIATE_RESPONSE.subarray(0, 68),
        hex`4100 0300 0003 0000 ${new Uint8Array(16)}`,
        Uint8Array.of(capabilities),
        new Uint8Array(39),
      );
    expect(read(decodeSmb2NegotiateResponse, body(0x40))).toEqual({
      dialect: '3.0',
      signingRequired: true,
      cipher: 'AES-128-CCM',
    });
    expect(read(decodeSmb2NegotiateResponse, body(0x0f))).toMatchObject({ cipher: undefined });
  });

  it.each([
    [SESSION_RESPONSE, { guest: false, anonymous: false, encrypt: false }],
    [GUEST_SESSION_RESPONSE, { guest: true, anonymous: false, encrypt: false }],
    [
      concat(SESSION_RESPONSE.subarray(0, 68), hex`0900 0600 4800 0000`),
      { guest: false, anonymous: true, encrypt: true },
    ],
  ])('session setup response (%#)', (bytes, body) => {
    expect(read(decodeSmb2SessionSetupResponse, bytes)).toEqual(body);
  });

  it('tree connect', () => {
    expect(read(decodeSmb2TreePath, TREE_CONNECT_REQUEST)).toBe('\\\\192.168.50.10\\CasperShare');
    expect(read(decodeSmb2TreeConnectResponse, TREE_CONNECT_RESPONSE)).toEqual({ type: 'disk', encrypt: false });
    expect(read(decodeSmb2TreeConnectResponse, SECURE_SHARE_RESPONSE)).toEqual({ type: 'disk', encrypt: true });
  });

  it('reads no more of a path than its bound', () => {
    const path = new Uint8Array(2 * MAX_TREE_PATH).fill(0x61);
    const request = concat(new Uint8Array(64), hex`0900 0000 4800 ${path.length & 0xff} ${path.length >> 8}`, path);
    expect(decodeSmb2TreePath(request, 0, request.length)).toHaveLength(MAX_TREE_PATH / 2);
  });

  it('of an error response are none of these', () => {
    expect(read(decodeSmb2TreeConnectResponse, SESSION_REFUSED)).toBeUndefined();
    expect(read(decodeSmb2NegotiateResponse, SESSION_REFUSED)).toBeUndefined();
  });

  it('return for every prefix and every flipped byte', () => {
    const cases: [Decode<unknown>, Uint8Array][] = [
      [decodeSmb2NegotiateRequest, NEGOTIATE_REQUEST],
      [decodeSmb2NegotiateResponse, NEGOTIATE_RESPONSE],
      [decodeSmb2SessionSetupResponse, SESSION_RESPONSE],
      [decodeSmb2TreePath, TREE_CONNECT_REQUEST],
      [decodeSmb2TreeConnectResponse, TREE_CONNECT_RESPONSE],
      [decodeSmb2Header, TREE_CONNECT_RESPONSE],
    ];
    for (const [decode, sample] of cases) {
      for (const bytes of mutations(sample)) expect(() => decode(bytes, BODY, bytes.length)).not.toThrow();
    }
  });
});

it('keeps a dialect that has no name yet', () => {
  expect(smb2DialectName(0x0400)).toBe('0x0400');
});
