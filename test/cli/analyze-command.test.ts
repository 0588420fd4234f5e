import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { type FrameBytes, pcapFile } from '../support/capture-bytes.ts';
import { fakeEffects } from '../support/fake-effects.ts';
import { packet } from '../support/packet.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();

async function run(...words: string[]) {
  const effects = fakeEffects();
  const exit = await main(words, effects);
  return { exit, out: effects.out(), err: effects.err() };
}

/** Fragments of one datagram: each from and up to these bytes of it. */
const fragments = (...spans: readonly (readonly [from: number, to: number, last?: boolean])[]): FrameBytes[] =>
  spans.map(([from, to, last = false], index) => ({
    bytes: packet()
      .ethernet()
      .ipv4({ id: 7, protocol: 17, fragmentOffset: from, moreFragments: !last })
      .payload(new Uint8Array(to - from))
      .bytes(),
    seconds: index,
  }));

describe('anomalies', () => {
  it.each([
    ['that never come together', fragments([0, 8], [16, 24, true]), { 'fragments-incomplete': 1 }],
    ['that overlap', fragments([0, 16], [8, 32], [32, 40, true]), { 'fragments-overlapping': 1 }],
    ['of no whole unit', fragments([0, 13]), { 'fragments-refused': 1 }],
    ['that come together', fragments([0, 8], [8, 16, true]), {}],
  ])('count fragments %s', async (name, frames, counts) => {
    const path = folder.write(`${name}.pcap`, pcapFile(frames));
    const { exit, out } = await run('--format', 'json', path);
    const { anomalies } = JSON.parse(out).capture as { anomalies: { code: string; count: number }[] };
    expect(exit).toBe(0);
    expect(Object.fromEntries(anomalies.map(({ code, count }) => [code, count]))).toEqual(counts);
  });

  it('tell in the text why a capture shows nothing', async () => {
    const { out } = await run(folder.write('fragments.pcap', pcapFile(fragments([0, 8], [16, 24, true]))));
    expect(out).toMatch(/^\? No TCP or UDP flow in 2 packets/);
    expect(out).toContain('1 IP datagram lacks fragments');
  });

  it('tell in the first line that a link type is not supported, once', async () => {
    const frames = [1, 2, 3].map(() => ({ bytes: new Uint8Array(60) }));
    const { out } = await run(folder.write('relay.pcap', pcapFile(frames, { linkType: 107 })));
    expect(out.split('\n')[0]).toBe('? Link type 107 (FRELAY) is not supported: none of its 3 packets could be read');
    expect(out.match(/not supported/g)).toHaveLength(1);
  });
});

describe('a configuration beside the capture', () => {
  const capture = folder.write('beside/lone.pcap', pcapFile(fragments([0, 8])));
  const config = folder.write('beside/jamscope.config.json', '{}');
  const line = `jamscope: jamscope.config.json lies beside this capture and is not used: add --config ${config}\n`;

  it('is pointed out to people', async () => {
    expect((await run(capture)).err).toBe(line);
    expect((await run('--no-tui', '-o', `${folder.path}/report.txt`, capture)).err).toBe(line);
  });

  it.each([[['-q']], [['--format', 'json']], [['--no-config']], [['--config', config]]])(
    'not with %j',
    async (words) => {
      expect((await run(...words, capture)).err).toBe('');
    },
  );
});
