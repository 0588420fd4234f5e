import { expect, it } from 'vitest';
import { FrameSelection } from '../../src/evidence/frame-selection.ts';
import { frameKey, type Wanted } from '../../src/evidence/wanted.ts';
import { lookup } from '../support/dns-lookup.ts';
import { packet } from '../support/packet.ts';
import { type TimedFrame, tcpFlow } from '../support/tcp-flow.ts';
import { CLIENT, framesOf, SERVER, wantedFlow, writtenFrames } from '../support/wanted-flow.ts';

function selected(packets: readonly TimedFrame[], evidence: readonly number[], flows = [wantedFlow()]) {
  const wanted: Wanted = { findings: [], frames: new Map(evidence.map((frame) => [frameKey(0, frame), []])), flows };
  const { numbers, write } = writtenFrames();
  const selection = new FrameSelection(wanted, write);
  const done: boolean[] = [];
  for (const frame of framesOf(packets)) {
    selection.frame(0, frame);
    done.push(selection.isDone);
  }
  selection.end();
  return { numbers, done };
}

it('takes the flow, the lookup that named it, and evidence of no flow; nothing else', () => {
  const other = tcpFlow({ originator: '10.0.0.7:1234' });
  const packets = [...lookup('acme.jamfcloud.com', SERVER.address), ...other, ...tcpFlow({})];
  const flow = Array.from(tcpFlow({}), (_, index) => 3 + other.length + index);
  expect(selected(packets, [4]).numbers).toEqual([1, 2, 4, ...flow]);
});

it('takes the errors that routers send about the flow', () => {
  const [syn] = tcpFlow({});
  const icmp = packet()
    .ethernet()
    .ipv4({ from: '10.0.0.254', to: CLIENT.address, protocol: 1 })
    .payload(Uint8Array.of(3, 13, 0, 0, 0, 0, 0, 0, ...syn.bytes.subarray(14, 42)))
    .bytes();
  const flow = wantedFlow({ lastTime: 0 });
  const packets: TimedFrame[] = [syn, { bytes: icmp, time: 1e6, from: 'responder' }];
  expect(selected(packets, [], [flow]).numbers).toEqual([1, 2]);
});

it('is done when all evidence has come and the flows are over', () => {
  const late = lookup('example.org', undefined, { start: 60e9 });
  const packets = [...tcpFlow({}), ...late];
  const flows = [wantedFlow({ lastTime: 5e6 })];
  expect(selected(packets, [1], flows).done.lastIndexOf(false)).toBe(packets.length - 2);
  expect(selected(packets, [1, 99], flows).done).not.toContain(true);
});
