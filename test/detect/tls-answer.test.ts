import { expect, it } from 'vitest';
import { tlsAnswer } from '../../src/detect/tls-answer.ts';
import type { Observation } from '../../src/probe/registry.ts';
import { tls } from '../../src/probe/tls.ts';
import { at, greeted, seen } from '../support/flow-facts.ts';
import { script } from '../support/probe-script.ts';
import * as samples from '../support/tls-samples.ts';

const hello = (more: object = {}) =>
  seen('tls-server-hello', 1, 0.04, { hello: { version: 0x0304, helloRetryRequest: false, ...more }, resumed: false });
const sealed = (from: 0 | 1, length: number) =>
  seen('tls-protected-record', from, 0.05, { recordType: 23, length, index: 0 });
const told = (...observations: readonly Observation[]) => tlsAnswer(greeted({ observations }));

it("sums up the server's flight before the client's first record", () => {
  const offer = seen('tls-client-hello', 0, 0.02, { hello: { alpn: ['h2'] } });
  expect(told(offer, hello(), sealed(1, 27), sealed(1, 900), sealed(0, 53), sealed(1, 400))).toMatchObject({
    offer: { alpn: ['h2'] },
    at: at(0.04),
    retried: false,
    resumed: false,
    flight: 927,
  });
});

it('reads real handshakes', () => {
  const read = (flights: readonly samples.Flight[]) => told(...samples.say(script(tls), flights).replay().observations);
  expect(read(samples.tls13)).toMatchObject({ hello: { version: 0x0304 }, offer: { highestVersion: 0x0304 } });
  expect(read(samples.tls13)!.flight).toBeGreaterThan(500);
  expect(read(samples.tls12)).toMatchObject({ hello: { version: 0x0303 }, flight: 0 });
});

it('knows a HelloRetryRequest from the answer', () => {
  expect(told(hello({ helloRetryRequest: true }))).toBeUndefined();
  expect(told(hello({ helloRetryRequest: true }), hello({ group: 24 }))).toMatchObject({
    retried: true,
    hello: { group: 24 },
  });
});

it('measures no flight that is not whole, and none of TLS 1.2', () => {
  expect(told(hello(), seen('tls-gap', 1, 0.05, { missing: 9 }), sealed(1, 900))?.flight).toBe(0);
  expect(told(hello(), ...Array.from({ length: 8 }, () => sealed(1, 100)))?.flight).toBe(0);
  expect(told(hello({ version: 0x0303 }), sealed(1, 900))?.flight).toBe(0);
  const resumed = seen('tls-server-hello', 1, 0.04, { hello: { version: 0x0304 }, resumed: true });
  expect(told(resumed, sealed(1, 300))).toMatchObject({ resumed: true, flight: 0 });
});

it('has nothing to say without an answer, or of QUIC', () => {
  expect(told()).toBeUndefined();
  expect(tlsAnswer(greeted({ transport: 'udp', observations: [hello()] }))).toBeUndefined();
});
