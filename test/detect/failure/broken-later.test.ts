import { describe, expect, it } from 'vitest';
import type { ResetSeen } from '../../../src/classify/flow-facts.ts';
import { breaksLater, saysNoMore } from '../../../src/detect/failure/broken-later.ts';
import { at, type FlowSketch, greeted, reached, rst, seen } from '../../support/flow-facts.ts';

const FORGED = { hopLimit: 127, hopLimitBefore: 52 };
const SERVER_HELLO = [
  seen('tls-client-hello', 0, 0.021, { hello: { alpn: [], length: 512 } }),
  seen('tls-server-hello', 1, 0.041, { hello: {} }),
];

function worked(reset: Partial<ResetSeen> = {}, sketch: FlowSketch = {}) {
  return reached({ ...sketch, tcp: { fin: [undefined, undefined], resets: [rst(3, reset)], ...sketch.tcp } });
}

/** Broken off while the server sends its certificates. */
function answering(sketch: FlowSketch = {}) {
  return greeted({
    observations: SERVER_HELLO,
    ...sketch,
    tcp: { firstData: [at(0.021), at(0.041)], firstDataAcked: [true, true], resets: [rst(0.042)], ...sketch.tcp },
  });
}

const request = (sketch: FlowSketch = {}) =>
  greeted({
    protocol: 'http',
    serverName: 'swcdn.apple.com',
    port: 80,
    server: '17.253.17.201',
    ...sketch,
    tcp: { resets: [rst(0.041)], ...sketch.tcp },
  });

const cases: Record<string, [boolean, ReturnType<typeof reached>]> = {
  'a forged RST': [true, worked(FORGED)],
  'a forged RST in a flow that began before the capture': [true, worked(FORGED, { tcp: { midStream: true } })],
  'a RST of the server': [false, worked()],
  'a forged RST behind a FIN': [false, worked(FORGED, { tcp: { fin: [undefined, at(2)] } })],
  'a forged RST behind close_notify': [
    false,
    worked(FORGED, { observations: [seen('tls-protected-record', 1, 2.9, { recordType: 21, length: 26, index: 3 })] }),
  ],
  'a RST behind an alert': [
    false,
    answering({ observations: [...SERVER_HELLO, seen('tls-alert', 1, 0.0415, { code: 40 })] }),
  ],
  'a RST after more than a minute without a packet': [false, worked({ ...FORGED, sincePrevious: 61e9 })],
  'a RST to the first word after a silence': [
    false,
    worked(FORGED, { tcp: { silences: [{ from: at(1), until: at(2.98), by: 0, repeats: [], repeated: 0 }] } }),
  ],
  "a RST in the server's TLS answer": [true, answering()],
  'a RST behind the reply of the client': [
    false,
    answering({ observations: [...SERVER_HELLO, seen('tls-change-cipher-spec', 0, 0.0415)] }),
  ],
  'a RST behind bytes that were not captured': [
    false,
    answering({ observations: [...SERVER_HELLO, seen('tls-gap', 1, 0.0415, { missing: 9 })] }),
  ],
  'a request': [true, request()],
  'a request, and a RST long after': [false, request({ tcp: { resets: [rst(9)] } })],
  'a request that was sent again': [false, request({ tcp: { firstDataResent: [[at(0.03)], []] } })],
  'a request in a protocol that the port is not for': [false, request({ port: 443 })],
};

describe('saysNoMore', () => {
  const hello = seen('tls-client-hello', 0, 0.02);

  it.each([
    ['a hello', [hello], true],
    ['a hello that the server answers', [hello, seen('tls-server-hello', 1, 0.04)], true],
    ['a client that goes on', [hello, seen('tls-protected-record', 0, 0.05)], false],
    ['a hello that was cut', [seen('tls-gap', 0, 0.02), seen('tls-server-hello', 1, 0.04)], true],
  ])('%s', (_, observations, expected) => {
    expect(saysNoMore({ observations })).toBe(expected);
  });
});

describe('breaksLater', () => {
  it.each(Object.entries(cases))('%s', (_, [expected, flow]) => {
    expect(breaksLater(flow, flow.tcp!, flow.tcp!.resets)).toBe(expected);
  });

  it('needs a RST', () => {
    const flow = reached();
    expect(breaksLater(flow, flow.tcp!, [])).toBe(false);
  });
});
