import { describe, expect, it } from 'vitest';
import { RESPONDER } from '../../src/flow/direction.ts';
import { socks } from '../../src/probe/socks.ts';
import { MAX_SOCKS_MESSAGE } from '../../src/wire/socks.ts';
import { concat, hex } from '../support/hex.ts';
import { expectSurvival } from '../support/probe-mutations.ts';
import { script } from '../support/probe-script.ts';

/** curl 7.88.1 with microsocks, Dante 1.4.2 and `ssh -D` of Debian 12, recorded. */
const GREETING = hex`05 02 00 01`;
const WITH_PASSWORD = hex`05 03 00 01 02`;
const CREDENTIALS = hex`01 04 ${concat('user')} 04 ${concat('pass')}`;
const REQUEST = hex`05 01 00 01 0a140514 1f40`;
const BY_NAME = hex`05 01 00 03 10 ${concat('web.corp.example')} 1f40`;
const GRANTED = hex`05 00 00 01 00000000 0000`;
const SOCKS4 = hex`04 01 1f40 0a140514 00`;
const SOCKS4A = hex`04 01 1f40 00000001 00 ${concat('web.corp.example')} 00`;

const greeting = { kind: 'socks-greeting', from: 0, methods: ['none', 'gssapi'], at: { frame: 1 } };
const method = (name: string) => ({ kind: 'socks-method', from: 1, method: name });
const request = { kind: 'socks-request', from: 0, version: 5, command: 'connect', host: '10.20.5.20', port: 8000 };
const reply = (code: number, codeName: string, version = 5) => ({
  kind: 'socks-reply',
  from: 1,
  version,
  code,
  codeName,
  granted: codeName === 'granted',
});
const handOver = (offset: number) => ({ handOver: offset, from: RESPONDER, via: 'socks' }) as const;

describe('socks', () => {
  it('hands over behind the reply of version 5', () => {
    script(socks)
      .originator(GREETING)
      .responder(hex`05 00`)
      .originator(REQUEST)
      .responder(GRANTED)
      .originator('GET / HTTP/1.1\r\n\r\n')
      .expect([greeting, method('none'), { ...request, at: { frame: 3 } }, reply(0, 'granted')], handOver(12));
  });

  it('tells a name that the proxy resolves', () => {
    script(socks)
      .originator(GREETING)
      .responder(hex`05 00`)
      .originator(BY_NAME)
      .responder(hex`05 01 00 01 00000000 0000`)
      .expect(
        [greeting, method('none'), { ...request, host: 'web.corp.example' }, reply(1, 'general-failure')],
        'done',
      );
  });

  it('tells what becomes of user name and password, not what they are', () => {
    const login = (status: number) =>
      script(socks)
        .originator(WITH_PASSWORD)
        .responder(hex`05 02`)
        .originator(CREDENTIALS)
        .responder(hex`01 ${status}`);
    login(0)
      .originator(REQUEST)
      .responder(GRANTED)
      .expect(
        [
          { methods: ['none', 'gssapi', 'password'] },
          method('password'),
          { kind: 'socks-authentication', from: 1, accepted: true },
          request,
          reply(0, 'granted'),
        ],
        handOver(14),
      );
    const refused = login(2).replay();
    expect(refused).toMatchObject({ observations: [{}, {}, { accepted: false }], answer: 'done' });
    expect(JSON.stringify(refused)).not.toMatch(/user|pass"/);
  });

  it('tells a proxy that takes none of the methods, and one that goes on where nothing can be read', () => {
    script(socks)
      .originator(GREETING)
      .responder(hex`05 ff`)
      .expect([greeting, method('refused')], 'done');
    script(socks)
      .originator(GREETING)
      .responder(hex`05 01`)
      .expect([greeting, method('gssapi')], 'done');
  });

  it('hands over behind the reply of version 4, and tells its refusal', () => {
    script(socks)
      .originator(SOCKS4)
      .responder(hex`00 5a d2d4 0a140514`)
      .expect([{ ...request, version: 4 }, reply(90, 'granted', 4)], handOver(8));
    script(socks)
      .originator(SOCKS4A)
      .responder(hex`00 5b d2d8 0a140514`)
      .expect([{ ...request, version: 4, host: 'web.corp.example' }, reply(91, 'rejected', 4)], 'done');
  });

  it('has done where the proxy listens, or relays datagrams', () => {
    script(socks)
      .originator(GREETING)
      .responder(hex`05 00`)
      .originator(hex`05 03 00 01 00000000 0000`)
      .responder(GRANTED)
      .expect([greeting, method('none'), { command: 'udp-associate' }, reply(0, 'granted')], 'done');
  });

  it('reads the side that was captured', () => {
    script(socks).originator(GREETING, REQUEST).expect([greeting, request], 'continue');
    script(socks)
      .responder(hex`05 00`, GRANTED)
      .expect([method('none'), reply(0, 'granted')], handOver(12));
    script(socks)
      .responder(hex`05 02 01 00`, GRANTED)
      .expect([method('password'), { accepted: true }, reply(0, 'granted')], handOver(14));
  });

  it('gives up what makes no sense, what never ends, and what has a gap', () => {
    script(socks).originator(GREETING, REQUEST).responder('HTTP/1.1 400\r\n').expect([{}, {}], 'done');
    script(socks)
      .originator(GREETING, REQUEST)
      .responder(hex`05 00 01 00`)
      .expect([{}, {}, method('none')], 'done');
    script(socks)
      .originator(GREETING, REQUEST, new Uint8Array(MAX_SOCKS_MESSAGE + 1))
      .expect([{}, {}], 'done');
    script(socks).originator(GREETING, REQUEST).gap(RESPONDER, 2).expect([{}, {}], 'done');
  });

  it.each([
    ['a greeting alone', [[0, hex`05 01 00`]], 'more'],
    [
      'a greeting that the responder answers otherwise',
      [
        [0, hex`05 01 00`],
        [1, hex`05 0b 03 10`],
      ],
      'reject',
    ],
    ['a choice alone', [[1, hex`05 00`]], 'more'],
    ['a request of version 4 alone', [[0, SOCKS4]], 'more'],
    ['a request of version 4 that TLS follows', [[0, concat(SOCKS4, hex`16 0301`)]], 'reject'],
    ['the reply of version 4 that nobody asked for', [[1, hex`00 5a 0000 00000000`]], 'reject'],
    [
      'a request of version 4 answered otherwise',
      [
        [0, SOCKS4],
        [1, hex`00 00 00 00 00000000`],
      ],
      'reject',
    ],
    ['more methods than there are', [[0, hex`05 0b 00 01 02 03 04 05 06 07 08 09 80`]], 'reject'],
    ['the same method twice', [[0, hex`05 02 00 00`]], 'reject'],
    ['a method that nobody assigned', [[0, hex`05 02 00 0a`]], 'reject'],
    ['no method', [[0, hex`05 00`]], 'reject'],
    ['a command that there is not', [[0, concat(GREETING, hex`05 04 00 01`)]], 'reject'],
    ['an address that there is not', [[0, concat(GREETING, hex`05 01 00 02`)]], 'reject'],
    ['credentials that were not offered', [[0, concat(GREETING, CREDENTIALS)]], 'reject'],
    ['DCE/RPC', [[0, hex`05 00 0b 03 10 00 00 00 74 00`]], 'reject'],
    ['port 0', [[0, hex`04 01 0000 0a140514 00`]], 'reject'],
    ['a user name that is no text', [[0, hex`04 01 1f40 0a140514 0100`]], 'reject'],
    ['a message that never ends', [[0, concat(hex`04 01 1f40 0a140514`, 'x'.repeat(MAX_SOCKS_MESSAGE))]], 'reject'],
  ] as const)('waits or leaves alone: %s', (_name, said, answer) => {
    const played = script(socks);
    for (const [from, bytes] of said) played[from === 0 ? 'originator' : 'responder'](bytes);
    played.expect([], answer);
  });

  it('lives through damage', () => {
    const login = [
      [0, WITH_PASSWORD],
      [1, hex`05 02`],
      [0, CREDENTIALS],
      [1, hex`01 00`],
      [0, BY_NAME],
      [1, GRANTED],
    ] as const;
    expectSurvival(socks, login, 8);
    expectSurvival(
      socks,
      [
        [0, SOCKS4A],
        [1, hex`00 5a d2d4 0a140514`],
      ],
      8,
    );
  });
});
