import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { Frame } from '../../src/capture/frame.ts';
import { PcapngWriter } from '../../src/capture/pcapng-writer.ts';
import { TimeBase } from '../../src/capture/time-base.ts';
import { readCapture } from '../support/recording-sink.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const SECTION = { application: 'jamscope 0.0.0', comment: 'two findings\nF1 é' };
const NOWHERE = { interfaceId: 0, processIndex: -1, effectiveProcessIndex: -1 };
const unit = (exponent: number) => ({ base: 10, exponent, offset: 0n }) as const;
const ETHERNET = { linkType: 1, snapLength: 262_144, unit: unit(9), name: 'en0', description: 'Wi-Fi' };

function writer() {
  const base = new TimeBase();
  base.start(1_795_132_800, 123_456_789);
  return new PcapngWriter(SECTION, base);
}

function frame(bytes: readonly number[], members: Partial<Frame> = {}): Frame {
  const made = Object.assign(new Frame(), { wireLength: bytes.length, ...members });
  // Bytes of others in front and behind, as a reader has them.
  made.bytes = Uint8Array.of(0xee, ...bytes, 0xee);
  made.start = 1;
  made.end = 1 + bytes.length;
  return made;
}

describe('what was written', () => {
  it('is read as it was: interfaces, times, lengths, metadata', () => {
    const out = writer();
    const slow = { linkType: 113, snapLength: 96, unit: unit(6) };
    expect([out.interface(ETHERNET), out.interface(slow)]).toEqual([0, 1]);
    out.packet(frame([1, 2, 3], { direction: 2, comment: 'seen\nbefore' }), NOWHERE, ['one', 'two']);
    out.packet(frame([4, 5, 6, 7], { time: 1_001, wireLength: 90, dropCount: 5 }), { ...NOWHERE, interfaceId: 1 }, []);
    out.statistics({ interfaceId: 1, dropped: 12 });
    const { reader, sink, frames, base } = readCapture(out.take().slice());
    expect([reader.format, reader.complete, reader.dropped]).toEqual(['pcapng', true, 12]);
    expect(sink.interfaces).toEqual([ETHERNET, slow]);
    expect([base.seconds, base.nanoseconds]).toEqual([1_795_132_800, 123_456_789]);
    const [one, other] = frames;
    expect(one).toMatchObject({
      bytes: [1, 2, 3],
      time: 0,
      direction: 2,
      comment: 'seen\nbefore\none\ntwo',
      linkType: 1,
    });
    // Microseconds are what the second interface can tell.
    expect(other).toMatchObject({ time: 211, wireLength: 90, interfaceId: 1, dropCount: 5, comment: undefined });
  });

  it('has names, secrets and processes', () => {
    const out = writer();
    out.interface(ETHERNET);
    out.name(Uint8Array.of(17, 57, 144, 20), ['1-courier.push.apple.com', 'other']);
    out.name(new Uint8Array(16), ['x'.repeat(70_000)]);
    out.secrets({ kind: 0x544c_534b, bytes: Uint8Array.of(1, 2, 3) });
    expect([
      out.process({ pid: 88, name: 'apsd', path: '/usr/libexec/apsd' }),
      out.process({ pid: undefined, name: '' }),
    ]).toEqual([0, 1]);
    const drop = { dropReason: 7, dropLine: 1412, dropFunction: 'tcp_input' };
    out.packet(frame([1], drop), { interfaceId: 0, processIndex: 0, effectiveProcessIndex: 1 }, []);
    const { reader, sink, frames } = readCapture(out.take().slice());
    expect(reader.problems).toEqual([]);
    expect(sink.names).toEqual([['17.57.144.20', ['1-courier.push.apple.com', 'other']]]);
    expect(sink.others).toEqual([{ kind: 0x544c_534b, bytes: [1, 2, 3] }]);
    expect(sink.processes).toEqual([
      [0, { pid: 88, name: 'apsd', path: '/usr/libexec/apsd' }],
      [1, { pid: undefined, name: '' }],
    ]);
    expect(frames[0]).toMatchObject({ processIndex: 0, effectiveProcessIndex: 1, ...drop });
  });

  it('can be taken in pieces', () => {
    const [whole, parts] = [writer(), writer()];
    const pieces: number[] = [...parts.take()];
    for (const out of [whole, parts]) {
      out.interface(ETHERNET);
      for (let number = 1; number <= 5; number++) {
        out.packet(frame([number]), NOWHERE, ['c'.repeat(number)]);
        if (out === parts) pieces.push(...out.take());
      }
    }
    expect(pieces).toEqual([...whole.take()]);
    expect(whole.packets).toBe(5);
  });
});

/** What Wireshark's own tools say, where they are installed. */
describe('Wireshark', () => {
  const tool = (name: string, words: readonly string[], skip: (note: string) => never): string => {
    try {
      return execFileSync(name, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return skip(`${name} is not installed`);
      throw error;
    }
  };

  it('reads packets with their comments, interfaces and times', (context) => {
    const out = writer();
    out.interface(ETHERNET);
    out.packet(frame(new Array(60).fill(0)), NOWHERE, ['F1 one', 'F2 two']);
    out.packet(frame(new Array(61).fill(0), { time: 1 }), NOWHERE, []);
    const path = folder.write('written.pcapng', out.take());
    const fields = ['frame.time_epoch', 'frame.len', 'frame.interface_name', 'frame.comment'];
    const words = ['-r', path, '-T', 'fields', '-E', 'separator=|', ...fields.flatMap((field) => ['-e', field])];
    expect(tool('tshark', words, context.skip).trim().split('\n')).toEqual([
      '1795132800.123456789|60|en0|F1 one,F2 two',
      '1795132800.123456790|61|en0|',
    ]);
  });

  it('shows the comment of the section', (context) => {
    const out = writer();
    out.interface(ETHERNET);
    out.packet(frame([1, 2, 3]), NOWHERE, []);
    const text = tool('capinfos', ['-k', '-F', '-t', folder.write('comment.pcapng', out.take())], context.skip);
    expect(text).toContain('two findings');
    expect(text).toContain('F1 é');
  });
});
