import { describe, expect, it } from 'vitest';
import {
  decodeSmb1Dialects,
  decodeSmb1Guest,
  decodeSmb1Header,
  decodeSmb1NegotiateResponse,
  decodeSmb1ShareType,
  decodeSmb1TreePath,
  MAX_TEXT,
  smb1Commands,
} from '../../src/wire/smb1.ts';
import { concat, hex } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';
import {
  MULTI_PROTOCOL_REQUEST,
  SMB1_NEGOTIATE_REQUEST,
  SMB1_NEGOTIATE_RESPONSE,
  SMB1_NO_SHARE_RESPONSE,
  SMB1_SESSION_RESPONSE,
  SMB1_TREE_CONNECT_REQUEST,
  SMB1_TREE_CONNECT_RESPONSE,
} from '../support/smb-samples.ts';

const START = 4;
const BODY = START + 32;

/** A log-on as a guest with the tree connect behind it, in one response. */
const CHAIN = concat(
  hex`ff534d42 73 00000000 80 0000 0000 0000000000000000 0000 0000 0100 0000 0700`,
  hex`03 75 00 2b00 0100 0200 00 00`, // next command at 43
  hex`02 ff 00 0000 0300 413a00`, // A:
);

describe('decodeSmb1Header', () => {
  it.each([
    [SMB1_NEGOTIATE_REQUEST, { command: 0x72, response: false, ntStatus: true }],
    [SMB1_TREE_CONNECT_REQUEST, { command: 0x75, response: false, unicode: true }],
    [SMB1_NO_SHARE_RESPONSE, { command: 0x75, response: true, status: 0xc00000cc, ntStatus: true }],
  ])('reads command, status and flags (%#)', (bytes, header) => {
    expect(decodeSmb1Header(bytes, START)).toMatchObject(header);
  });

  it('gives a response the id of its request', () => {
    const [request, response] = [SMB1_TREE_CONNECT_REQUEST, SMB1_TREE_CONNECT_RESPONSE].map((bytes) =>
      decodeSmb1Header(bytes, START),
    );
    expect(request?.messageId).toBe(response?.messageId);
  });

  it('refuses what is cut', () => {
    expect(decodeSmb1Header(SMB1_NEGOTIATE_REQUEST, START, BODY - 1)).toBeUndefined();
  });
});

describe('smb1Commands', () => {
  it('follows a chain', () => {
    expect(smb1Commands(CHAIN, 0, CHAIN.length)).toEqual([
      { command: 0x73, at: 32 },
      { command: 0x75, at: 43 },
    ]);
  });

  it.each([
    ['leads back', 32],
    ['leads to itself', 0],
    ['leads past the end', 0xff],
  ])('ends where it %s', (_what, offset) => {
    const bytes = CHAIN.slice();
    bytes[35] = offset;
    expect(smb1Commands(bytes, 0, bytes.length).length).toBe(1);
  });

  it('ends at its bound', () => {
    const link = (next: number) => concat(hex`02 75 00`, Uint8Array.of(next, 0), hex`0000 0000`);
    const bytes = concat(CHAIN.subarray(0, 32), ...[1, 2, 3, 4, 5, 6].map((count) => link(32 + 9 * count)));
    expect(smb1Commands(bytes, 0, bytes.length).length).toBe(4);
  });
});

describe('the bodies', () => {
  it('negotiate', () => {
    const { length } = MULTI_PROTOCOL_REQUEST;
    expect(decodeSmb1Dialects(MULTI_PROTOCOL_REQUEST, BODY, length)).toEqual([
      'NT LANMAN 1.0',
      'NT LM 0.12',
      'SMB 2.002',
      'SMB 2.???',
    ]);
    expect(decodeSmb1NegotiateResponse(SMB1_NEGOTIATE_RESPONSE, BODY, SMB1_NEGOTIATE_RESPONSE.length)).toEqual({
      dialect: 0,
      signing: 'disabled',
    });
  });

  it.each([
    ['none of the dialects', hex`01 ffff 0000`, { dialect: undefined, signing: 'disabled' }],
    ['signing enabled', hex`02 0100 0700 0000`, { dialect: 1, signing: 'enabled' }],
    ['signing required', hex`02 0100 0f00 0000`, { dialect: 1, signing: 'required' }],
  ])('negotiate: %s', (_what, bytes, body) => {
    expect(decodeSmb1NegotiateResponse(bytes, 0, bytes.length)).toEqual(body);
  });

  it('log-on', () => {
    expect(decodeSmb1Guest(SMB1_SESSION_RESPONSE, BODY, SMB1_SESSION_RESPONSE.length)).toBe(false);
    expect(decodeSmb1Guest(CHAIN, 32, CHAIN.length)).toBe(true);
    expect(decodeSmb1Guest(SMB1_NO_SHARE_RESPONSE, BODY, SMB1_NO_SHARE_RESPONSE.length)).toBeUndefined();
  });

  it('tree connect', () => {
    const request = SMB1_TREE_CONNECT_REQUEST;
    const path = decodeSmb1TreePath(request, START, BODY, request.length, true);
    expect(path).toBe('\\\\192.168.50.10\\CASPERSHARE');
    expect(decodeSmb1ShareType(SMB1_TREE_CONNECT_RESPONSE, BODY, SMB1_TREE_CONNECT_RESPONSE.length)).toBe('disk');
    expect(decodeSmb1ShareType(CHAIN, 43, CHAIN.length)).toBe('disk');
  });

  it('tree connect in the old character set, with its password passed over', () => {
    const bytes = hex`04 ff 00 0000 0000 0300 1200 736563 5c5c5352565c5055420041 3a00`;
    expect(decodeSmb1TreePath(bytes, 0, 0, bytes.length, false)).toBe('\\\\SRV\\PUB');
  });

  it.each([
    [false, MAX_TEXT],
    [true, MAX_TEXT / 2],
  ])('no more of a path than its bound (Unicode: %s)', (unicode, length) => {
    const size = 2 * MAX_TEXT + 2;
    const path = new Uint8Array(size).fill(0x61, 0, size - 2);
    const bytes = concat(hex`04 ff 00 0000 0000 0000 ${size & 0xff} ${size >> 8}`, path);
    expect(decodeSmb1TreePath(bytes, 1, 0, bytes.length, unicode)).toHaveLength(length);
  });

  it.each(['COMM', 'constructor', '__proto__'])('no share of a service that none has: %s', (service) => {
    const bytes = hex`00 ${service.length + 1} 00 ${new TextEncoder().encode(service)} 00`;
    expect(decodeSmb1ShareType(bytes, 0, bytes.length)).toBeUndefined();
  });

  it('return for every prefix and every flipped byte', () => {
    for (const sample of [MULTI_PROTOCOL_REQUEST, SMB1_NEGOTIATE_RESPONSE, SMB1_TREE_CONNECT_REQUEST, CHAIN]) {
      for (const bytes of mutations(sample)) {
        const { length } = bytes;
        expect(() => [
          decodeSmb1Header(bytes, START, length),
          smb1Commands(bytes, START, length),
          decodeSmb1Dialects(bytes, BODY, length),
          decodeSmb1NegotiateResponse(bytes, BODY, length),
          decodeSmb1Guest(bytes, BODY, length),
          decodeSmb1TreePath(bytes, START, BODY, length, true),
          decodeSmb1ShareType(bytes, BODY, length),
        ]).not.toThrow();
      }
    }
  });
});
