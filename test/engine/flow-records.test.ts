/** What is kept of flows beside their rows, as their facts tell it. */
import { describe, expect, it } from 'vitest';
import type { FlowFacts } from '../../src/classify/flow-facts.ts';
import type { CaptureFacts, Detector } from '../../src/detect/detector.ts';
import { type CapturedFrame, runEngine } from '../support/engine-run.ts';
import { hex } from '../support/hex.ts';
import { packet } from '../support/packet.ts';
import { tcpFlow } from '../support/tcp-flow.ts';
import { scriptFrames } from '../support/tcp-script.ts';
import { tls12 } from '../support/tls-samples.ts';

/** Facts of every flow that the judge shows: those of documented services, such as push at an address of Apple's. */
function factsOf(frames: readonly CapturedFrame[]): FlowFacts[] {
  const facts = new Map<number, FlowFacts>();
  const listener: Detector = {
    rule: 'blocked/dns',
    hearsAll: true,
    open: () => ({
      flow: (flow) => {
        facts.set(flow.id, flow);
        return true;
      },
      conclude: () => [],
    }),
  };
  runEngine(frames, { detectors: [listener] });
  return [...facts.values()];
}

const script = (...lines: readonly string[]) => scriptFrames(lines);

/** An ICMP error of a router that quotes as much of a frame's packet as it must: IP header and 8 bytes. */
function icmpError(quoted: Uint8Array, time: number, code = 13): CapturedFrame {
  const bytes = packet()
    .ethernet()
    .ipv4({ from: '10.0.0.254', to: '10.0.0.1' })
    .icmp({ type: 3, code })
    .payload(quoted.slice(14, 14 + 28))
    .bytes();
  return { bytes, time };
}

describe('a flow keeps', () => {
  it('its SYNs, first and resent', () => {
    const [facts] = factsOf(script('> S', '+1000 > S@0', '+1000 > S@0'));
    expect(facts.tcp?.syns.map(({ frame }) => frame)).toEqual([1, 2, 3]);
  });

  it('the first seven SYNs that were sent again, and the latest', () => {
    const [facts] = factsOf(script('> S', ...new Array(20).fill('+1000 > S@0')));
    expect(facts.tcp?.syns.map(({ frame }) => frame)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 21]);
  });

  it('no resent SYN-ACK among the SYNs', () => {
    const [facts] = factsOf(script('> S', '< SA', '+1000 < SA@0'));
    expect(facts.tcp?.syns.map(({ frame }) => frame)).toEqual([1]);
  });

  it('resets with what judging their sender needs', () => {
    const [facts] = factsOf(script('> S', '< RA id77'));
    expect(facts.tcp?.resets).toEqual([
      {
        from: 1,
        at: { input: 0, frame: 2, time: 10e6 },
        sequence: 0x7fff_fff0,
        acknowledgement: 0xffff_fff1,
        withAck: true,
        timestamps: false,
        hopLimit: 64,
        identification: 77,
        identificationBefore: -1,
        hopLimitBefore: 0,
        sincePrevious: 10e6,
      },
    ]);
  });

  it('whether a reset has timestamps', () => {
    const [facts] = factsOf(script('> S', '< SA', '> A', '< RA ts', '< R'));
    expect(facts.tcp?.resets.map(({ timestamps }) => timestamps)).toEqual([true, false]);
  });

  it('what the sender of a reset sent before it', () => {
    const [facts] = factsOf(script('> S', '< SA id7', '> A', '> PA:99', '< A id9', '+250 < R id40000', '< RA id40001'));
    expect(facts.tcp?.resets).toMatchObject([
      { identification: 40_000, identificationBefore: 9, hopLimitBefore: 64, sincePrevious: 250e6 },
      { identification: 40_001, identificationBefore: 9, hopLimitBefore: 64, sincePrevious: 10e6 },
    ]);
  });

  it('silences of an open flow, and nothing of a SYN that waits', () => {
    const [open] = factsOf(script('> S', '< SA', '> A', '+29000 > PA:9', '< A', '+31000 < PA:9', '+40000 > A'));
    expect(open.tcp?.silences.map(({ from, until, by }) => [from.frame, until.frame, by])).toEqual([
      [5, 6, 1],
      [6, 7, 0],
    ]);
    const [waiting] = factsOf(script('> S', '+31000 > S@0'));
    expect(waiting.tcp?.silences).toEqual([]);
  });

  it.each<[string, readonly string[], { repeats: number[]; repeated: number } | undefined]>([
    [
      'data sent again',
      ['+31000 > PA:9', '+200 > PA:9@100', '+400 > PA:9@100', '+800 > PA:9@100'],
      { repeats: [8, 9, 10], repeated: 3 },
    ],
    [
      'a keep-alive of TCP sent again',
      ['+31000 > A@99', '+1000 > A@99', '+1000 > A@99'],
      { repeats: [8, 9], repeated: 2 },
    ],
    [
      'a keep-alive of one byte, and data behind it',
      ['+31000 > A:1@99', '+1000 > A:1@99', '> PA:9', '+200 > PA:9@100'],
      { repeats: [8, 10], repeated: 2 },
    ],
    ['a word in two segments, which is one', ['+31000 > PA:1400', '> PA:99'], { repeats: [], repeated: 0 }],
    ['acknowledgements, which nobody answers', ['+31000 > A', '+200 > A', '+200 > A'], { repeats: [], repeated: 0 }],
    [
      'waiting in the middle of that',
      ['+31000 > PA:9', '+200 > PA:9@100', '+40000 > PA:9@100'],
      { repeats: [8, 9], repeated: 2 },
    ],
    [
      'more than eight copies',
      ['+31000 > PA:9', ...new Array(20).fill('+100 > PA:9@100')],
      { repeats: [8, 9, 10, 11, 12, 13, 14, 27], repeated: 20 },
    ],
    ['of the responder', ['+31000 < PA:9', '+200 < PA:9@100'], { repeats: [8], repeated: 1 }],
    ['the client’s giving up', ['+31000 > PA:9', '+200 > PA:9@100', '> RA'], { repeats: [8], repeated: 1 }],
    ['an answer in the end', ['+31000 > PA:9', '+200 > PA:9@100', '+400 < A'], undefined],
    ['an answer that was not captured', ['+31000 > PA:9', '+200 > PA:9@100', '> A ack900'], undefined],
    ['a wait for what was said before', ['> PA:9', '+31000 > PA:9@100', '+200 > PA:9@100'], undefined],
    ['no silence', ['> PA:9', '+200 > PA:9@100'], undefined],
  ])('what is said behind a silence, and nobody answers: %s', (_, lines, expected) => {
    const [facts] = factsOf(script('> S', '< SA', '> A', '> PA:99', '< PA:99', '> A', ...lines));
    const unanswered = facts.tcp!.unanswered;
    const told = unanswered && {
      repeats: unanswered.repeats.map(({ frame }) => frame),
      repeated: unanswered.repeated,
    };
    expect(told).toEqual(expected);
    expect(facts.tcp!.silences.length).toBe(lines.some((line) => /^.3\d{4} /.test(line)) ? 1 : 0);
  });

  it('that the first segment did not arrive, when later ones are acknowledged', () => {
    const bare = factsOf(script('> S', '< SA', '> A', '> PA:1400', '> PA:99', '< A ack1'));
    expect(bare[0].tcp?.selectiveAck).toEqual([undefined, undefined]);
    const selective = factsOf(script('> S', '< SA', '> A', '> PA:1400', '> PA:99', '< A ack1 sack'));
    expect(selective[0].tcp?.selectiveAck[0]?.frame).toBe(6);
    const answer = factsOf(script('> S', '< SA', '> A', '> PA:99', '< A', '< PA:1400', '< PA:99', '> A ack1 sack'));
    expect(answer[0].tcp?.selectiveAck.map((at) => at?.frame)).toEqual([undefined, 8]);
    expect(answer[0].tcp?.missingBytes).toEqual([0, 0]);
  });

  it('how much is missing in front of what came first', () => {
    const [holed] = factsOf(script('> S', '< SA', '> A', '> PA:99', '< A', '< PA:99@1401', '> A ack1 sack'));
    expect(holed.tcp).toMatchObject({
      missingBytes: [0, 1400],
      firstDataBytes: [99, 99],
      firstDataAcked: [true, false],
    });
    const [filled] = factsOf(script('> S', '< SA', '> A', '> PA:99', '< A', '< PA:99@1401', '> A ack1', '< PA:1400@1'));
    expect(filled.tcp?.missingBytes).toEqual([0, 0]);
  });

  it('options of both SYNs', () => {
    const [facts] = factsOf(script('> S mss1460', '< SA'));
    expect(facts.tcp?.options).toEqual([
      { window: 65_535, mss: 1460, windowScale: undefined, sackPermitted: false, timestamps: false },
      { window: 65_535, mss: undefined, windowScale: undefined, sackPermitted: false, timestamps: false },
    ]);
  });

  it('copies of the first payload, and data behind a reset', () => {
    const lines = ['> S', '< SA', '> A', '> PA:99', '+300 > PA:99@1', '+600 > PA:99@1', '< R', '< PA:50@1'];
    const [facts] = factsOf(script(...lines));
    expect(facts.tcp?.firstDataResent.map((list) => list.map(({ frame }) => frame))).toEqual([[5, 6], []]);
    expect(facts.tcp?.dataAfterReset?.frame).toBe(8);
  });
});

describe('payload that is sent again', () => {
  const start = ['> S', '< SA', '> A', '> PA:99', '< A', '> A:1400', '> A:1400'];
  const again = ['+300 > A:1400@100', '+600 > A:1400@100', '+1200 > A:1400@100'];
  const stalls = (...lines: string[]) => factsOf(script(...start, ...lines))[0].tcp?.stalled;

  it('is a stall while it is never acknowledged', () => {
    expect(stalls(...again)?.[0]).toMatchObject({ bytes: 1400, before: 99, count: 3 });
    expect(stalls(...again)?.[0]?.copies.map(({ frame }) => frame)).toEqual([8, 9, 10]);
    expect(stalls(...again, '< A ack100')?.[0]?.count).toBe(3);
  });

  it('is none once it is acknowledged, or the side goes on', () => {
    expect(stalls(...again, '< A ack1500')?.[0]).toBeUndefined();
    expect(stalls(...again, '> A:1400')?.[0]).toBeUndefined();
  });

  it('is told of the first that is missing, and of none that fits any path', () => {
    expect(stalls('+200 > A:1400@1500', ...again)?.[0]).toMatchObject({ before: 99, count: 3 });
    expect(stalls(...again, '+200 > A:1400@1500')?.[0]).toMatchObject({ before: 99, count: 3 });
    expect(stalls('+300 > A:500@100', '+600 > A:500@100')?.[0]).toBeUndefined();
  });
});

describe('an ICMP error', () => {
  const syn = scriptFrames(['> S'])[0];

  it('belongs to the flow that it quotes', () => {
    const [facts] = factsOf([syn, icmpError(syn.bytes, 5e6)]);
    expect(facts.icmp).toEqual([
      { at: { input: 0, frame: 2, time: 5e6 }, router: '10.0.0.254', version: 4, type: 3, code: 13, quotes: 0 },
    ]);
  });

  it('says whose packet it quotes', () => {
    const frames = scriptFrames(['> S', '< SA']);
    const [facts] = factsOf([...frames, icmpError(frames[1].bytes, 15e6)]);
    expect(facts.icmp.map(({ quotes }) => quotes)).toEqual([1]);
  });

  it('opens no flow, and one that quotes nothing known changes nothing', () => {
    const other = scriptFrames(['> S'], { originator: '10.0.0.9:1' })[0];
    const facts = factsOf([syn, icmpError(other.bytes, 5e6)]);
    expect(facts.map(({ icmp }) => icmp)).toEqual([[]]);
  });

  it('is kept eight times at most, the latest among them', () => {
    const errors = Array.from({ length: 20 }, (_, index) => icmpError(syn.bytes, index * 1e6));
    const [{ icmp }] = factsOf([syn, ...errors]);
    expect(icmp.map(({ at }) => at.time / 1e6)).toEqual([0, 1, 2, 3, 4, 5, 6, 19]);
  });
});

describe('payload', () => {
  const exchange = tls12.map(([from, bytes]) => ({ from, bytes }));
  const kindsOf = (facts: FlowFacts) => [...new Set(facts.observations.map(({ kind }) => kind))];

  it('is read by the probe that knows it', () => {
    const [facts] = factsOf(tcpFlow({ exchange }));
    expect(facts.protocol).toBe('tls');
    expect(kindsOf(facts)).toEqual(
      expect.arrayContaining(['tls-client-hello', 'tls-server-hello', 'tls-certificates', 'tls-established']),
    );
  });

  it('of a flow that began before the capture is read from its first segment', () => {
    const [facts] = factsOf(tcpFlow({ exchange, handshake: false }));
    expect([facts.tcp?.midStream, facts.protocol]).toEqual([true, 'tls']);
  });

  it('that nobody knows is said to be unrecognised', () => {
    const unknown = [{ from: 'originator' as const, bytes: new Uint8Array(200).fill(0xff) }];
    const [facts] = factsOf(tcpFlow({ exchange: unknown, responder: '17.57.144.22:5223' }));
    expect([facts.protocol, facts.unrecognised, facts.basis]).toEqual(['unknown', true, 'attempt']);
  });

  it.each([
    [2, 'dns'],
    [3, 'unknown'],
  ])('of UDP is given up at the third datagram that nobody knows: %i and a query are %s', (strange, protocol) => {
    const datagram = (payload: Uint8Array, index: number): CapturedFrame => ({
      bytes: packet()
        .ethernet()
        .ipv4({ from: '10.0.0.1', to: '10.0.0.53' })
        .udp({ sourcePort: 50_000, destinationPort: 53 })
        .payload(payload)
        .bytes(),
      time: index * 1e6,
    });
    const query = hex`0007 0100 0001 0000 0000 0000 03 777777 07 6578616d706c65 03 636f6d 00 0001 0001`;
    const frames = [...new Array(strange).fill(new Uint8Array(30).fill(0xff)), query].map(datagram);
    const [flow] = [...runEngine(frames, { retainAll: true }).reportedFlows(true)];
    expect(flow.protocol).toBe(protocol);
  });

  it('that nobody knows ends the looking, whatever the other side says', () => {
    const answered = tcpFlow({
      exchange: [
        { from: 'originator', bytes: new Uint8Array(50).fill(0xff) },
        { from: 'responder', bytes: 'SSH-2.0-OpenSSH_9.6\r\n' },
      ],
      responder: '17.57.144.22:5223',
    });
    expect(factsOf(answered)[0]).toMatchObject({ protocol: 'unknown', unrecognised: true, observations: [] });
  });

  it('that is read to its end leaves the process of the flow', () => {
    const link = (name: string, pid: number) => (frame: ReturnType<typeof packet>) =>
      frame.pktap({ name, pid }).ethernet();
    const [first, ...rest] = tcpFlow({ link: link('apsd', 321), responder: '17.57.144.22:5223' });
    const [, ...others] = tcpFlow({ link: link('mdmclient', 77), responder: '17.57.144.22:5223' });
    const of = (frames: readonly CapturedFrame[]) =>
      factsOf(frames.map((frame) => ({ ...frame, linkType: 258 })))[0].process;
    expect(of([first, ...rest])).toMatchObject({ name: 'apsd', pid: 321, delegate: undefined });
    // The first packet that names one decides.
    expect(of([first, ...others])?.name).toBe('apsd');
  });

  it('that never came leaves an attempt', () => {
    const [facts] = factsOf(script('> S'));
    expect([facts.protocol, facts.unrecognised, facts.basis]).toEqual(['unknown', false, 'attempt']);
  });
});

it('remembers who got an ICMP error that the snaplen cut, and no ping', () => {
  let unread: CaptureFacts['unreadErrors'] = new Set();
  const listener: Detector = {
    rule: 'blocked/dns',
    open: () => ({
      flow: () => false,
      conclude: ({ unreadErrors }) => {
        unread = unreadErrors;
        return [];
      },
    }),
  };
  const cut = (to: string, type: number): CapturedFrame => {
    const whole = packet()
      .ethernet()
      .ipv4({ from: '10.0.0.254', to })
      .icmp({ type })
      .payload(new Uint8Array(56))
      .bytes();
    return { bytes: whole.slice(0, 50), wireLength: whole.length, time: 1e6 };
  };
  runEngine([cut('10.0.0.1', 3), cut('10.0.0.2', 0)], { detectors: [listener] });
  expect([unread.has('10.0.0.1'), unread.has('10.0.0.2')]).toEqual([true, false]);
});
