import { describe, expect, it } from 'vitest';
import { awaitsGreeting, isBesideServer, isSeenAtServer } from '../../../src/detect/failure/vantage.ts';
import { at, flowFacts, greeted } from '../../support/flow-facts.ts';

const AT_SERVER = { synAck: at(0.001), handshakeDone: at(0.021), hopLimits: [52, 64] } as const;

describe('isSeenAtServer', () => {
  it.each([
    [true, "the server's packets are untouched, and the client is far", {}],
    [true, 'a Windows server', { hopLimits: [52, 128] }],
    [false, 'a router between', { hopLimits: [52, 63] }],
    [false, 'one network, or the host itself', { hopLimits: [64, 64] }],
    [false, 'as far to the server', { synAck: at(0.01) }],
    [false, 'too near to measure', { synAck: at(0), handshakeDone: { ...at(0), time: 1e5 } }],
    [false, 'a SYN that was sent again', { syns: [at(0), at(1)] }],
    [false, 'no handshake', { handshakeDone: undefined }],
  ] as const)('%s: %s', (expected, _, tcp) => {
    expect(isSeenAtServer(greeted({ tcp: { ...AT_SERVER, ...tcp } }).tcp!)).toBe(expected);
  });
});

describe('awaitsGreeting', () => {
  const site = [
    { role: 'smtp', host: '10.20.6.26' },
    { role: 'mysql', host: '10.20.6.70' },
  ] as const;
  const own = { serverName: undefined, originatorRole: 'jamf-pro', site } as const;

  it.each([
    [true, 'mail', { ...own, server: '10.20.6.26', port: 25 }],
    [true, 'MySQL', { ...own, server: '10.20.6.70', port: 3306 }],
    [false, 'mail with TLS from the start', { ...own, server: '10.20.6.26', port: 465 }],
    [false, 'HTTPS', {}],
    [false, 'a port that the documents do not name', { ...own, server: '10.20.6.26', port: 4000 }],
  ] as const)('%s: %s', (expected, _, sketch) => {
    expect(awaitsGreeting(flowFacts(sketch))).toBe(expected);
  });
});

describe('isBesideServer', () => {
  it.each([
    [true, [51, 64]],
    [true, [113, 255]],
    [false, [64, 51]],
    [false, [64, 64]],
    [false, [60, 55]],
  ] as const)('%s: hop limits %o', (expected, hopLimits) => {
    expect(isBesideServer({ hopLimits })).toBe(expected);
  });
});
