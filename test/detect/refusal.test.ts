import { describe, expect, it } from 'vitest';
import type { FlowFacts } from '../../src/classify/flow-facts.ts';
import { refusalOf } from '../../src/detect/refusal.ts';
import type { Observation } from '../../src/probe/registry.ts';
import { tls } from '../../src/probe/tls.ts';
import { certificate, presented } from '../support/certificates.ts';
import { at, type FlowSketch, greeted, rst, seen } from '../support/flow-facts.ts';
import { script } from '../support/probe-script.ts';
import * as samples from '../support/tls-samples.ts';

const hello13 = seen('tls-server-hello', 1, 0.04, {
  hello: { version: 0x0304, helloRetryRequest: false },
  resumed: false,
});
const sealed = (from: 0 | 1, length: number, index = 0) =>
  seen('tls-protected-record', from, 0.05, { recordType: 23, length, index });
const flight13 = [hello13, sealed(1, 27), sealed(1, 900, 1), sealed(1, 280, 2), sealed(1, 53, 3)];
const alert = (from: 0 | 1, code: number) => seen('tls-alert', from, 0.06, { level: 2, code });
const flight12 = presented(0.04, certificate({ O: 'Example Corp' }));

/** The server answered; the client closes 10 ms later. */
const talked = (observations: readonly Observation[], sketch: FlowSketch = {}): FlowFacts =>
  greeted({
    bytes: [600, 3000],
    ...sketch,
    observations,
    tcp: { firstData: [at(0.021), at(0.04)], firstDataAcked: [true, true], fin: [at(0.07), undefined], ...sketch.tcp },
  });
const recorded = (flights: readonly samples.Flight[], fin: 0 | 1 = 0) =>
  talked(samples.say(script(tls), flights).replay().observations, {
    tcp: { fin: fin === 0 ? [at(1), undefined] : [undefined, at(1)] },
  });

describe('refusalOf', () => {
  it.each([
    [
      'OpenSSL 3.0 under TLS 1.3: alert 48 in clear',
      recorded(samples.tls13Refused),
      { how: 'alert', alertCode: 48, version: 0x0304 },
    ],
    [
      'OpenSSL 3.0 under TLS 1.2: alert 48',
      recorded(samples.tls12Refused),
      { how: 'alert', alertCode: 48, version: 0x0303 },
    ],
    ['a sealed alert of 19 bytes', talked([...flight13, sealed(0, 19)]), { how: 'encrypted-alert', version: 0x0304 }],
    ['a sealed alert of 35 bytes, as Java pads it', talked([...flight13, sealed(0, 35)]), { how: 'encrypted-alert' }],
    ['a FIN after the certificate', talked(flight12), { how: 'closed', at: at(0.07), version: 0x0303 }],
    [
      'a RST after the sealed flight',
      talked(flight13, { tcp: { fin: [undefined, undefined], resets: [rst(0.08, { from: 0 })] } }),
      { how: 'closed', at: at(0.08) },
    ],
  ])('tells %s', (_, flow, refusal) => {
    expect(refusalOf(flow)).toMatchObject(refusal);
  });

  it.each([
    ['a handshake that went through, TLS 1.3', recorded(samples.tls13)],
    ['a handshake that went through, TLS 1.2', recorded(samples.tls12)],
    ['a session that was resumed', recorded(samples.tls12Resumed)],
    ['a server that refuses a missing client certificate, TLS 1.3', recorded(samples.tls13MutualRefused)],
    ['a server that refuses a missing client certificate, TLS 1.2', recorded(samples.tls12MutualMissing, 1)],
    ['close_notify behind Finished', talked([...flight13, sealed(0, 53), sealed(0, 19, 1)])],
    [
      "a client's large flight, and the server's 19 bytes",
      talked([...flight13, sealed(0, 1200), sealed(0, 53, 1), sealed(1, 19, 4)]),
    ],
    ['an alert that has nothing to do with certificates', talked([...flight13, alert(0, 120)])],
    [
      'close_notify in clear, and the server closes',
      talked([...flight12, alert(0, 0)], { tcp: { fin: [undefined, at(0.07)] } }),
    ],
    ['a fatal alert of the server', talked([...flight12, alert(1, 40)])],
    [
      'a client that went on with its key',
      talked([...flight12, seen('tls-handshake', 0, 0.06, { type: 16, length: 70 })]),
    ],
    ['a server that closed first', talked(flight12, { tcp: { fin: [at(0.07), at(0.06)] } })],
    ['a server hello and no more', talked([hello13])],
    ['bytes that were not captured', talked([...flight13, seen('tls-gap', 0, 0.05, { missing: 99 }), sealed(0, 19)])],
    [
      'an injected RST, and late data that the client resets',
      talked(flight12, {
        tcp: {
          firstData: [at(0.021), at(0.04)],
          resets: [rst(0.03), rst(0.05, { from: 0 })],
          dataAfterReset: at(0.04),
          fin: [undefined, undefined],
        },
      }),
    ],
    ['no handshake at all', talked([])],
    ['a flow that succeeded', talked([...flight13, sealed(0, 19)], { succeeded: true })],
  ])('is silent on %s', (_, flow) => {
    expect(refusalOf(flow)).toBeUndefined();
  });
});
