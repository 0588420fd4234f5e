import { expect, it } from 'vitest';
import { lookup } from '../support/dns-lookup.ts';
import { runEngine } from '../support/engine-run.ts';
import { scriptFrames } from '../support/tcp-script.ts';

const snapshot = runEngine([
  ...lookup('1-courier.push.apple.com', '17.57.144.20'),
  ...scriptFrames(['> S', '+1000 > S@0']),
]);

it('reads all fields of a flow', () => {
  expect({ ...snapshot.row(2) }).toEqual({
    id: 2,
    transport: 'tcp',
    originatorAddress: '10.0.0.1',
    originatorPort: 50_000,
    responderAddress: '17.57.144.20',
    responderPort: 5223,
    serverName: undefined,
    process: undefined,
    protocol: 'unknown',
    connState: 'S0',
    services: ['managed-device-apns'],
    verdict: 'blocked',
    packets: 2,
    bytes: 0,
    firstTime: expect.any(Number),
    lastTime: expect.any(Number),
    open: false,
  });
});

it('is one line, which goes on to the flow that is asked for', () => {
  const line = snapshot.row(2);
  expect(snapshot.row(1)).toBe(line);
  expect([line.id, line.transport, line.protocol]).toEqual([1, 'udp', 'dns']);
});
