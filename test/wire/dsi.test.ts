import { describe, expect, it } from 'vitest';
import { areSessionOptions, decodeDsiHeader, isDsiHeaderStart } from '../../src/wire/dsi.ts';
import { GET_STATUS, GET_STATUS_REPLY, LOGIN_REFUSED, OPEN_SESSION } from '../support/afp-samples.ts';
import { hex } from '../support/hex.ts';

describe('decodeDsiHeader', () => {
  it.each([
    [GET_STATUS, { reply: false, command: 3, code: 0, length: 2 }],
    [GET_STATUS_REPLY, { reply: true, command: 3, code: 0, length: GET_STATUS_REPLY.length - 16 }],
    [LOGIN_REFUSED, { reply: true, command: 2, code: -5023, length: 0 }],
    [hex`00 06 0007 0000000c 0000100c 00000000`, { command: 6, requestId: 7, code: 12, length: 4108 }],
  ])('reads what a message is (%#)', (bytes, header) => expect(decodeDsiHeader(bytes, 0)).toMatchObject(header));

  it.each([
    ['a flag that there is not', hex`02 03 0000 00000000 00000000 00000000`],
    ['a command that there is not', hex`00 07 0000 00000000 00000000 00000000`],
    ['a reserved field in use', hex`00 03 0000 00000000 00000000 00000001`],
    ['a reply with a positive result', hex`01 02 0000 00000001 00000000 00000000`],
    ['a request with an offset that only writing has', hex`00 02 0000 00000001 00000002 00000000`],
    ['data behind the end of the message', hex`00 06 0000 00000003 00000002 00000000`],
    ['15 bytes', GET_STATUS.subarray(0, 15)],
  ])('refuses %s', (_what, bytes) => expect(decodeDsiHeader(bytes, 0)).toBeUndefined());
});

it('judges what there is of a header', () => {
  for (const length of [0, 1, 2]) expect(isDsiHeaderStart(OPEN_SESSION.subarray(0, length), 0)).toBe(true);
  expect([isDsiHeaderStart(hex`02`, 0), isDsiHeaderStart(hex`00 09`, 0)]).toEqual([false, false]);
});

it.each([
  [hex``, true],
  [hex`01 04 00000400`, true],
  [hex`00 04 00100000 02 04 00000080`, true],
  [hex`01 04 000004`, false],
  [hex`03 04 00000400`, false],
  [hex`01`, false],
])('knows options of a session (%#)', (bytes, are) => {
  expect(areSessionOptions(bytes, 0, bytes.length)).toBe(are);
});
