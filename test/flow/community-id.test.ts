/** Vectors: corelight/community-id-spec, baseline/baseline_deflt.json (seed 0), those of TCP and UDP. */
import { describe, expect, it } from 'vitest';
import { communityId } from '../../src/flow/community-id.ts';
import { FlowTable } from '../../src/flow/flow-table.ts';
import { decodedView } from '../support/decoded.ts';
import { packet } from '../support/packet.ts';

type End = readonly [address: string, port: number];

const VECTORS: readonly [protocol: 'tcp' | 'udp', one: End, other: End, id: string][] = [
  [
    'tcp',
    ['2001:470:e5bf:dead:4957:2174:e82c:4887', 63943],
    ['2607:f8b0:400c:c03::1a', 25],
    '1:/qFaeAR+gFe1KYjMzVDsMv+wgU4=',
  ],
  ['tcp', ['128.232.110.120', 34855], ['66.35.250.204', 80], '1:LQU9qZlK+B5F3KDmev6m5PMibrg='],
  ['udp', ['192.168.1.52', 54585], ['8.8.8.8', 53], '1:d/FP5EW3wiY1vCndhwleRRKHowQ='],
];

function idOf(protocol: 'tcp' | 'udp', [from, sourcePort]: End, [to, destinationPort]: End): string {
  const start = packet().ethernet();
  const network = from.includes(':') ? start.ipv6({ from, to }) : start.ipv4({ from, to });
  const frame =
    protocol === 'tcp' ? network.tcp({ sourcePort, destinationPort }) : network.udp({ sourcePort, destinationPort });
  const table = new FlowTable();
  return communityId(table, table.lookup(decodedView(frame)));
}

describe.each(VECTORS)('%s %s %s', (protocol, one, other, id) => {
  it(`is ${id} in both directions`, () => {
    expect(idOf(protocol, one, other)).toBe(id);
    expect(idOf(protocol, other, one)).toBe(id);
  });
});

it('orders the ends of one address by port', () => {
  expect(idOf('tcp', ['10.0.0.1', 256], ['10.0.0.1', 3])).toBe(idOf('tcp', ['10.0.0.1', 3], ['10.0.0.1', 256]));
  expect(idOf('tcp', ['10.0.0.1', 256], ['10.0.0.1', 3])).not.toBe(idOf('udp', ['10.0.0.1', 256], ['10.0.0.1', 3]));
});
