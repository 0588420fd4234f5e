import { expect, test } from 'vitest';
import { Frame } from '../../src/capture/frame.ts';
import { Anomalies } from '../../src/engine/anomalies.ts';
import { Intake } from '../../src/engine/intake.ts';
import { FLAG } from '../../src/flow/flow-row.ts';
import { FlowTable } from '../../src/flow/flow-table.ts';
import { countPredicted } from '../../src/flow/header-prediction.ts';
import { FLAGS, ROW_WORDS } from '../../src/flow/row-layout.ts';
import { packet } from '../support/packet.ts';

/** A conversation of random segments and datagrams over few flows: what prediction takes, and all that it must decline. */
function randomFrames(seed: number, count: number, tagged: boolean): Uint8Array[] {
  let state = seed;
  const random = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  const next = new Map<string, number>();
  return Array.from({ length: count }, (_, index) => {
    const flow = random(4);
    const reverse = random(2) === 1;
    const client = `10.0.0.${flow + 1}`;
    const [from, to] = reverse ? ['192.0.2.9', client] : [client, '192.0.2.9'];
    const ports = reverse ? [443, 5000 + flow] : [5000 + flow, 443];
    const link = tagged ? packet().ethernet().vlan(7) : packet().ethernet();
    const repeated = random(12) === 0;
    const ip = link.ipv4({ from, to, id: repeated ? 77 : index + 100 });
    const payload = new Uint8Array(random(3) * 10);
    if (flow === 3) {
      return ip.udp({ sourcePort: ports[0], destinationPort: ports[1] }).payload(payload).bytes();
    }
    const side = `${flow} ${reverse}`;
    const other = `${flow} ${!reverse}`;
    const expected = next.get(side) ?? 1000;
    const sequence = expected + [0, 0, 0, 0, 0, -10, -20, 15][random(8)];
    const flags = ['A', 'PA', 'A', 'A', 'PA', 'A', 'S', 'SA', 'FA', 'RA'][
      index < 40 ? random(8) : random(index > 300 ? 10 : 6)
    ];
    next.set(side, Math.max(expected, sequence + payload.length + (/[SF]/.test(flags) ? 1 : 0)));
    return ip
      .tcp({
        sourcePort: ports[0],
        destinationPort: ports[1],
        sequence: sequence >>> 0,
        acknowledgement: (next.get(other) ?? 1000) >>> 0,
        flags,
        window: random(10) === 0 ? 0 : 500,
      })
      .payload(payload)
      .bytes();
  });
}

function countAll(frames: readonly Uint8Array[]): { table: FlowTable; duplicates: number } {
  const table = new FlowTable();
  const stage = {
    // No probe wants anything: the flows become ordinary at once.
    payload: (row: number) => {
      table.words[row * ROW_WORDS + FLAGS] &= ~FLAG.wanted;
    },
    notable() {},
    icmp() {},
    settle() {},
    evict() {},
  };
  const intake = new Intake(table, stage, new Anomalies(), new Uint8Array(65_536));
  const frame = new Frame();
  for (const [index, bytes] of frames.entries()) {
    Object.assign(frame, { bytes, start: 0, end: bytes.length, wireLength: bytes.length, linkType: 1 });
    frame.time = index * 300_000;
    frame.number = index + 1;
    intake.frame(frame);
  }
  return { table, duplicates: intake.duplicates };
}

function differences(one: ArrayLike<number>, other: ArrayLike<number>): number[] {
  const found: number[] = [];
  for (let at = 0; at < Math.max(one.length, other.length); at++) if (one[at] !== other[at]) found.push(at);
  return found;
}

test('counts what the long way counts: a VLAN tag, which prediction declines, changes no row', () => {
  for (let seed = 1; seed <= 30; seed++) {
    const predicted = countAll(randomFrames(seed, 500, false));
    const walked = countAll(randomFrames(seed, 500, true));
    expect(predicted.duplicates, `seed ${seed}`).toBe(walked.duplicates);
    expect(predicted.table.count).toBe(walked.table.count);
    for (const part of ['words', 'events', 'history'] as const) {
      expect(differences(predicted.table[part], walked.table[part]), `${part}, seed ${seed}`).toEqual([]);
    }
  }
});

test('predicts the datagrams of a flow that is known, and none of one that is not', () => {
  const ordinary = packet()
    .ethernet()
    .ipv4({ from: '10.0.0.1', to: '192.0.2.9' })
    .udp({ sourcePort: 5000, destinationPort: 53 });
  const frames = Array.from({ length: 10 }, () => ordinary.payload(new Uint8Array(20)).bytes());
  const { table } = countAll(frames);
  expect(frames.filter((bytes) => countPredicted(table, bytes, 0, bytes.length))).toHaveLength(10);
  expect(countPredicted(new FlowTable(), frames[0], 0, frames[0].length)).toBe(false);
});

test('declines every prefix of a frame', () => {
  const frames = randomFrames(3, 200, false);
  const { table } = countAll(frames);
  for (const bytes of frames.slice(0, 50)) {
    for (let end = 0; end < 54; end++) expect(countPredicted(table, bytes, 0, end)).toBe(false);
  }
});
