/** What TCP's states make of segments is tested in `test/flow`; here: which frames count as what, and when flows are settled. */
import { describe, expect, it } from 'vitest';
import { type Given, intakeOf, udp } from '../support/intake-of.ts';
import { packet } from '../support/packet.ts';
import { tcpFlow } from '../support/tcp-flow.ts';

const SECOND = 1e9;

describe('frames', () => {
  it('are counted with their length on the wire, and in time', () => {
    const { intake, give } = intakeOf();
    give({ bytes: udp(), time: 5 * SECOND, wireLength: 900 }, { bytes: udp(), time: 2 * SECOND });
    expect([intake.packets, intake.bytes, intake.firstTime, intake.lastTime, intake.cutFrames]).toEqual([
      2,
      900 + udp().length,
      2 * SECOND,
      5 * SECOND,
      1,
    ]);
  });
});

describe('whose packet it is', () => {
  it('is asked of every packet of a flow that may tell, the first included', () => {
    const { log, give } = intakeOf();
    give({ bytes: udp() }, { bytes: udp(), processIndex: 3 }, { bytes: udp({ source: 7 }), processIndex: 4 });
    expect(log.filter((line) => line.startsWith('process'))).toEqual(['process 1 3 -1', 'process 2 4 -1']);
  });

  it('stands in the PKTAP header in front of it', () => {
    const { log, give } = intakeOf();
    const bytes = packet().pktap({ name: 'apsd', pid: 321 }).ethernet().ipv4().udp().payload('x').bytes();
    give({ bytes, linkType: 258 });
    expect(log).toContain('process 1 -1 0');
  });

  it('is of no use where there is no flow', () => {
    const { log, give } = intakeOf();
    give({ bytes: packet().ethernet().ipv4().icmp({ type: 8, code: 0 }).bytes(), processIndex: 3 });
    expect(log).toEqual(['icmp']);
  });
});

describe('a flow is settled', () => {
  const settled = (frames: readonly Given[], sweepAt: number) => {
    const { log, give, intake } = intakeOf();
    give(...frames);
    log.length = 0;
    intake.sweep(sweepAt);
    return log.length === 1;
  };
  const flow = (options: Parameters<typeof tcpFlow>[0]) => tcpFlow(options);

  it.each<[string, readonly Given[], number]>([
    ['of UDP after a minute', [{ bytes: udp(), time: 0 }], 60 * SECOND],
    ['of TCP without an answer after a minute', flow({ end: 'none' }).slice(0, 1), 60 * SECOND],
    ['of TCP that stands after an hour', flow({ end: 'none' }), 3600 * SECOND],
    ['of TCP that was reset after five seconds', flow({ end: 'rst' }), 5 * SECOND],
  ])('%s of silence', (_, frames, idle) => {
    const last = frames.at(-1)?.time ?? 0;
    expect([settled(frames, last + idle - 1), settled(frames, last + idle)]).toEqual([false, true]);
  });

  it('of TCP at once when both sides ended it in order, and nothing is missing', () => {
    const { log, give } = intakeOf();
    give(...flow({ exchange: [{ from: 'originator', bytes: 'x' }] }));
    expect(log.filter((line) => line.startsWith('settle'))).toEqual(['settle 1']);
  });

  it('while other packets pass, without being asked', () => {
    const { log, give } = intakeOf();
    give({ bytes: udp(), time: 0 });
    for (let second = 61; second < 65; second++) give({ bytes: udp({ source: 7 }), time: second * SECOND });
    expect(log.filter((line) => line.startsWith('settle'))).toEqual(['settle 1']);
  });

  it('once, and again when packets came after', () => {
    const { log, give, intake } = intakeOf();
    give(...flow({ end: 'none' }));
    intake.sweep(4000 * SECOND);
    intake.sweep(9000 * SECOND);
    expect(log).toEqual(['settle 1']);
    give({
      bytes: flow({ exchange: [{ from: 'originator', bytes: 'x' }], end: 'none' })[3].bytes,
      time: 9001 * SECOND,
    });
    intake.end();
    intake.end();
    expect(log).toEqual(['settle 1', 'notable 1', 'payload 1> 1', 'settle 1']);
  });

  it('at the end of the capture', () => {
    const { log, give, intake } = intakeOf();
    give({ bytes: udp() }, { bytes: udp({ source: 7 }) });
    log.length = 0;
    intake.end();
    expect(log).toEqual(['settle 1', 'settle 2']);
  });

  it('before another takes its ports', () => {
    const { log, give } = intakeOf();
    give(...flow({ end: 'rst' }), ...flow({ originatorSequence: 77_000, start: SECOND, end: 'none' }));
    expect(log.filter((line) => line.startsWith('settle'))).toEqual(['settle 1']);
  });
});

describe('a UDP flow that was silent', () => {
  it('for a minute goes on', () => {
    const { table, give } = intakeOf();
    give({ bytes: udp(), time: 0 }, { bytes: udp(), time: 60 * SECOND });
    expect(table.lastId).toBe(1);
  });

  it('for longer has ended, whatever other traffic there was: the next datagram opens another', () => {
    const { table, log, give } = intakeOf();
    give(
      { bytes: udp(), time: 0 },
      { bytes: udp({ text: 'a longer text that the kernel would take' }), time: 61 * SECOND },
    );
    expect(table.lastId).toBe(2);
    expect(log.filter((line) => line.startsWith('settle'))).toEqual(['settle 1']);
  });
});
