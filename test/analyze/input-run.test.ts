import { describe, expect, it } from 'vitest';
import { InputRun } from '../../src/analyze/input-run.ts';
import { TimeBase } from '../../src/capture/time-base.ts';
import { openSource } from '../../src/source/open-source.ts';
import { interfaceBlock, packetBlock, pcapFile, pcapngFile } from '../support/capture-bytes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const frame = new Uint8Array(60);

async function run(name: string, bytes: Uint8Array) {
  const source = await openSource(folder.write(name, bytes));
  let frames = 0;
  const input = new InputRun(source, { frame: () => frames++ }, new TimeBase());
  return { input, frames: () => frames };
}

describe('InputRun', () => {
  it('gives every frame, and says what the input was', async () => {
    const bytes = pcapFile([{ bytes: frame }, { bytes: frame }], { nano: true });
    const { input, frames } = await run('whole.pcap', bytes);
    for await (const _ of input.steps());
    expect([frames(), input.resolution]).toEqual([2, 9]);
    expect(input.report()).toEqual({
      path: `${folder.path}/whole.pcap`,
      format: 'pcap',
      compression: 'none',
      linkTypes: ['ETHERNET'],
      packets: 2,
      bytes: 120,
      complete: true,
      problems: [],
    });
  });

  it('has its bytes where the sink takes records from', async () => {
    const source = await openSource(folder.write('window.pcap', pcapFile([{ bytes: frame }, { bytes: frame }])));
    const window = new Uint8Array(1024 * 1024);
    const seen: Uint8Array[] = [];
    const sink = { frame: ({ bytes }: { bytes: Uint8Array }) => void seen.push(bytes) };
    for await (const _ of new InputRun(source, sink, new TimeBase(), window).steps());
    expect(seen.map((bytes) => bytes === window)).toEqual([true, true]);
  });

  it("says what Apple's kernel threw away of it", async () => {
    const options = [
      { code: 0x8007, value: Uint8Array.of(0x11, 0, 0, 0) },
      { code: 0x8009, value: new TextEncoder().encode('tcp_input\0') },
    ];
    const packets = [packetBlock({ bytes: frame }), packetBlock({ bytes: frame, options })];
    const { input } = await run('drops.pcapng', pcapngFile([interfaceBlock(), ...packets], 'little', 'Darwin'));
    for await (const _ of input.steps());
    expect(input.report().kernelDrops).toEqual({ packets: 1, frames: [2], places: ['tcp_input'] });
  });

  it('is not complete before its end', async () => {
    const { input } = await run('open.pcapng', pcapngFile([interfaceBlock(1), packetBlock({ bytes: frame })]));
    expect(input.report()).toMatchObject({ format: 'pcapng', packets: 0, complete: false, problems: [] });
    for await (const _ of input.steps());
    expect(input.report()).toMatchObject({ packets: 1, complete: true });
  });

  it('says where it was cut, and counts what came before', async () => {
    const bytes = pcapFile([{ bytes: frame }, { bytes: frame }]);
    const { input } = await run('cut.pcap', bytes.subarray(0, bytes.length - 10));
    for await (const _ of input.steps());
    const { complete, packets, problems } = input.report();
    expect([complete, packets]).toEqual([false, 1]);
    expect(problems).toEqual([
      { code: expect.any(String), message: expect.any(String), offset: expect.any(Number), frame: 2 },
    ]);
  });
});
