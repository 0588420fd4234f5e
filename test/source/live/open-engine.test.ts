import { describe, expect, test } from 'vitest';
import { openEngine } from '../../../src/source/live/open-engine.ts';
import { tcpdumpEngine } from '../../../src/source/live/tcpdump-engine.ts';
import { pcapFile } from '../../support/capture-bytes.ts';
import { sampleBytes } from '../../support/chunks.ts';
import { type FakeProgram, fakeLiveEffects } from '../../support/fake-live-effects.ts';

const PCAP = pcapFile([{ bytes: sampleBytes(100), seconds: 0 }]);

async function opened(script: (program: FakeProgram) => void, ending = new AbortController()) {
  const request = { interface: 'eth0', promiscuous: true, signal: ending.signal };
  const effects = fakeLiveEffects({ script });
  const live = await openEngine(tcpdumpEngine('/usr/bin/tcpdump', request, 'linux'), request, 'because', effects);
  return { live, effects, program: effects.started[0] };
}

async function bytesOf(chunks: AsyncIterable<{ start: number; end: number }>): Promise<number> {
  let bytes = 0;
  for await (const { start, end } of chunks) bytes += end - start;
  return bytes;
}

test('an engine that captures is a source', async () => {
  const { live, program } = await opened((program) => void program.writes(PCAP));
  expect(live).toMatchObject({ engine: 'tcpdump', interfaceName: 'eth0', why: 'because', counts: {} });
  expect(live.source).toMatchObject({ format: 'pcap', path: 'tcpdump on eth0', size: undefined });
  const read = bytesOf(live.source.chunks());
  program.writes(PCAP.subarray(24));
  await live.stop();
  expect(await read).toBe(2 * PCAP.length - 24);
  expect(live.source.problem).toBeUndefined();
});

test('it is asked for its counts, until it ends', async () => {
  const { live, effects, program } = await opened((program) => void program.writes(PCAP));
  expect(effects.ticks).toHaveLength(1);
  program.on('signal', (name) => {
    if (name === 'USR1')
      program.says('tcpdump: 7 packets captured, 9 packets received by filter, 2 packets dropped by kernel');
    else program.ends(0);
  });
  effects.ticks[0]();
  await expect.poll(() => live.counts).toEqual({ received: 9, dropped: 2 });
  await live.stop();
  await live.source.close();
  expect(program.signals).toEqual(['USR1', 'TERM']);
  await expect.poll(() => effects.ticks).toEqual([]);
});

describe('its end', () => {
  test('by itself is a problem of the source', async () => {
    const { live, program } = await opened((program) => void program.writes(PCAP));
    const read = bytesOf(live.source.chunks());
    program.says('tcpdump: pcap_loop: The interface disappeared').ends(1);
    expect(await read).toBe(PCAP.length);
    expect(live.source.problem).toEqual({
      code: 'engine-ended',
      message: 'tcpdump on eth0 ended by itself (exit code 1): tcpdump: pcap_loop: The interface disappeared',
      offset: PCAP.length,
    });
  });

  test('by a signal is one too, ours included: its stream may break off within a record', async () => {
    const { live, program } = await opened((program) => void program.writes(PCAP));
    const read = bytesOf(live.source.chunks());
    program.on('signal', () => program.ends(null, 'SIGKILL'));
    await live.stop();
    await read;
    expect(live.source.problem).toMatchObject({ code: 'engine-ended' });
  });

  test('before the first byte is an error', async () => {
    const failing = opened((program) => program.says("tcpdump: eth0: You don't have permission").ends(1));
    await expect(failing).rejects.toMatchObject({ name: 'CaptureError', code: 'permission' });
  });

  test('comes when nobody reads on', async () => {
    const { live, program } = await opened((program) => void program.writes(PCAP));
    for await (const _chunk of live.source.chunks()) break;
    expect(program.signals).toEqual(['TERM']);
  });

  test('comes with the signal', async () => {
    const ending = new AbortController();
    const { live, program } = await opened((program) => void program.writes(PCAP), ending);
    const read = bytesOf(live.source.chunks());
    ending.abort();
    await read;
    expect(program.signals).toEqual(['TERM']);
    expect(live.source).toMatchObject({ problem: undefined, isAborted: true });
  });
});
