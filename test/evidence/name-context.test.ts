import { describe, expect, it } from 'vitest';
import { MAX_LOOKUP_FRAMES, MAX_LOOKUPS, NameContext } from '../../src/evidence/name-context.ts';
import { WaitingFrames } from '../../src/evidence/waiting-frames.ts';
import type { WantedFlow } from '../../src/evidence/wanted.ts';
import { decodedView } from '../support/decoded.ts';
import { lookup } from '../support/dns-lookup.ts';
import type { TimedFrame } from '../support/tcp-flow.ts';
import { CLIENT, framesOf, SERVER, wantedFlow, writtenFrames } from '../support/wanted-flow.ts';

const FLOW = wantedFlow();

/** Numbers of what is written when these packets come in front of the flow. */
function written(packets: readonly TimedFrame[], flow: WantedFlow = FLOW): number[] {
  const { numbers, write } = writtenFrames();
  const frames = new WaitingFrames(write);
  const names = new NameContext([flow], frames);
  for (const frame of framesOf(packets)) names.take(0, frame, decodedView(frame.bytes));
  names.begin(flow);
  frames.end();
  return numbers;
}

const named = (address: string | undefined, clientPort = 53_000, client = CLIENT.address) =>
  lookup('acme.jamfcloud.com', address, { client, clientPort });

describe('the lookup that named a flow', () => {
  it('is written with its question, and no other', () => {
    const packets = [...named('192.0.2.1', 1), ...named(SERVER.address, 2), ...named(SERVER.address, 3, '10.0.0.9')];
    expect(written(packets)).toEqual([3, 4]);
  });

  it('is the last one that did', () => {
    expect(written([...named(SERVER.address, 1), ...named(SERVER.address, 2)])).toEqual([3, 4]);
  });

  it('has a bounded number of frames', () => {
    const [question, answer] = named(SERVER.address);
    const repeated = [...new Array<TimedFrame>(MAX_LOOKUP_FRAMES + 2).fill(question), answer];
    expect(written(repeated)).toHaveLength(MAX_LOOKUP_FRAMES);
  });

  it('may have been made over IPv4 for a flow over IPv6', () => {
    const ipv6 = (last: number) => Uint8Array.of(0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last);
    const flow = wantedFlow({
      originator: { bytes: ipv6(1), address: '2001:db8::1', port: 50_000 },
      responder: { bytes: ipv6(2), address: '2001:db8::2', port: 443 },
    });
    expect(written(named('2001:db8::2'), flow)).toEqual([1, 2]);
  });

  it('is forgotten behind many others that wait', () => {
    const many = Array.from({ length: MAX_LOOKUPS + 1 }, (_, index) => named(undefined, 1000 + index)).flat();
    expect(written([...named(SERVER.address, 1), ...many])).toEqual([]);
    expect(written([...named(SERVER.address, 1), ...many.slice(2)])).toEqual([1, 2]);
  });
});

it('what is no whole DNS message is no name', () => {
  const [question, answer] = named(SERVER.address);
  const cut = { ...answer, bytes: answer.bytes.slice(0, 50) };
  expect(written([question, cut])).toEqual([]);
});
