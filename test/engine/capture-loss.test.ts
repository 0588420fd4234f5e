import { describe, expect, it } from 'vitest';
import { captureLoss } from '../../src/engine/capture-loss.ts';
import { FlowTable } from '../../src/flow/flow-table.ts';
import { BYTES, PACKETS, ROW_NUMBERS, ROW_WORDS } from '../../src/flow/row-layout.ts';
import { trackTcp } from '../../src/flow/tcp-state.ts';
import { EVENT } from '../../src/flow/tcp-words.ts';
import { decodePacket } from '../../src/wire/packet.ts';
import { PacketView } from '../../src/wire/packet-view.ts';
import { packet } from '../support/packet.ts';
import { type TcpFlowOptions, type TimedFrame, tcpFlow } from '../support/tcp-flow.ts';

type Frames = readonly Pick<TimedFrame, 'bytes' | 'time'>[];

/** Frames 0 to 2 are the handshake, 3 to 7 carry 100 bytes each, 8 to 10 close. */
const flow = (options: TcpFlowOptions = {}) =>
  tcpFlow({ mss: 100, exchange: [{ from: 'responder', bytes: 'x'.repeat(500) }], ...options });

function lossOf(frames: Frames) {
  const table = new FlowTable();
  const view = new PacketView();
  for (const { bytes, time } of frames) {
    table.time = time;
    table.place++;
    decodePacket(view, bytes, 0, bytes.length, bytes.length, 1);
    const row = table.lookup(view);
    if (trackTcp(table, row, view) & EVENT.duplicate) continue;
    table.words[row * ROW_WORDS + PACKETS + table.direction]++;
    table.numbers[row * ROW_NUMBERS + BYTES + table.direction] += view.payloadWireLength;
  }
  return captureLoss(table);
}

function shareOf(frames: Frames): number {
  const { missing, captured } = lossOf(frames);
  return missing === 0 ? 0 : missing / (missing + captured);
}

const without = (frames: readonly TimedFrame[], ...indexes: readonly number[]) =>
  frames.filter((_, index) => !indexes.includes(index));

describe('the share of the payload that arrived and was not captured', () => {
  const whole = flow();
  const open = flow({ end: 'none' });
  const again = { ...whole[5], time: 1e9 };
  const [, otherAnswer] = flow({ responderSequence: 5_000_000 });
  const retried = [whole[0], whole[1], { ...whole[0], time: 3e6 }, { ...otherAnswer, time: 4e6 }];

  it.each<[string, number, Frames]>([
    ['one segment of five', 0.2, without(whole, 4)],
    ['segments in several places', 0.4, without(whole, 3, 6)],
    ['the last segment', 0.2, without(whole, 7)],
    ['one across the end of the sequence numbers', 0.2, without(flow({ responderSequence: -250 }), 4)],
    ['nothing of a whole flow', 0, whole],
    [
      'nothing of segments in another order',
      0,
      [...whole.slice(0, 3), ...[7, 4, 3, 6, 5].map((at) => whole[at]), ...whole.slice(8)],
    ],
    ['never too much where a segment came twice', 0, [...without(whole, 4).slice(0, 6), again, ...whole.slice(7)]],
    ['nothing of a flow that was reset: it never arrived', 0, without(flow({ end: 'rst' }), 4)],
    ['nothing of a flow that is still open', 0, without(open, 4)],
    ['nothing of a flow that one side closed', 0, without(whole, 4, 9)],
    ['nothing of one direction alone', 0, without(whole, 0, 2, 4, 8, 10)],
    ['nothing where a second SYN was answered with other numbers', 0, [...retried, ...whole.slice(2)]],
    ['nothing of UDP', 0, [{ bytes: packet().ethernet().ipv4().udp({}).payload(new Uint8Array(9)).bytes(), time: 0 }]],
    ['nothing of nothing', 0, []],
  ])('%s', (_, share, frames) => {
    expect(shareOf(frames)).toBeCloseTo(share, 9);
  });

  it('is that of all flows together', () => {
    const others = [1, 2, 3, 4].map((host) => flow({ originator: `10.0.1.${host}:50000` }));
    const all = [...without(whole, 4), ...others.flat()];
    expect(shareOf(all)).toBeCloseTo(0.04, 9);
    expect(lossOf(all)).toEqual({ missing: 100, captured: 2400, flows: 5, holed: 1 });
  });
});
