import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CaptureReader } from '../../src/capture/capture-reader.ts';
import { TimeBase } from '../../src/capture/time-base.ts';
import { LiveRecording } from '../../src/cli/live-recording.ts';
import { OutputError } from '../../src/evidence/output-error.ts';
import { captured } from '../support/captured.ts';
import { fedSource } from '../support/live-source.ts';
import { readCapture } from '../support/recording-sink.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';
import { tcpFlow } from '../support/tcp-flow.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const frames = tcpFlow({ step: 1e9 });
const bytes = captured(frames);

async function started(options: Parameters<typeof LiveRecording.open>[0]) {
  const said: string[] = [];
  let time = 0;
  const base = new TimeBase();
  const recording = await LiveRecording.open(options, { told: (text) => said.push(text), time: () => time, base });
  const give = async () => {
    const { live } = await fedSource(bytes.slice(0, 24));
    new CaptureReader(recording!.tap(0, live), base).push(bytes, 0, bytes.length);
  };
  const at = (now: number) => {
    time = now;
  };
  return { recording, said, give, at };
}

describe('LiveRecording', () => {
  it('is none where nothing is to be recorded', async () => {
    expect((await started({})).recording).toBeUndefined();
  });

  it('records all, and says how much', async () => {
    const path = join(folder.path, 'all.pcapng');
    const { recording, said, give } = await started({ write: path });
    await give();
    await recording!.end();
    expect(said).toEqual([`${frames.length} packets recorded in ${path}`]);
    expect(recording!.report()).toMatchObject({
      files: [path],
      packets: frames.length,
      packetsLost: 0,
      stopped: false,
    });
    let packets = 0;
    const recorded = readFileSync(path);
    new CaptureReader({ frame: () => void packets++ }, new TimeBase()).push(recorded, 0, recorded.length);
    expect(packets).toBe(frames.length);
  });

  it('says what a ring has kept of it', async () => {
    const write = join(folder.path, 'ring.pcapng');
    const { recording, said, give } = await started({ write, rotateTime: 1000, ring: 2 });
    await give();
    await recording!.end();
    const { files, filesDeleted } = recording!.report()!;
    const kept = files.map((path) => readCapture(readFileSync(path)).frames.length);
    expect([files.length, filesDeleted]).toEqual([2, frames.length - 2]);
    expect(said).toEqual([
      `${frames.length} packets recorded; the ring kept the last ${kept[0] + kept[1]}, in 2 files, whose comments say with which frame of the report each begins`,
    ]);
  });

  it('says that there is no file of a ring where no packet came', async () => {
    const { recording, said } = await started({ write: join(folder.path, 'none.pcapng'), rotateTime: 1000 });
    await recording!.end();
    expect(said).toEqual(['0 packets recorded: there is no file']);
  });

  it.each([{}, { write: join(folder.path, 'rotated.pcapng'), rotateTime: 3_600_000 }])(
    'keeps the minutes around a finding with %j',
    async (options) => {
      const onFinding = join(folder.path, `evidence-${'write' in options}`);
      const { recording, said, give, at } = await started({ ...options, onFinding });
      await give();
      at(5e9);
      const snapshot = sampleSnapshot();
      const [finding] = snapshot.findings;
      recording!.look(snapshot, [
        { kind: 'new', finding },
        { kind: 'gone', finding },
      ]);
      at(60e9);
      recording!.look(snapshot, []);
      await recording!.end();
      const [file] = readdirSync(onFinding);
      expect(said[0]).toContain(`${finding.rule}: `);
      expect(said[0]).toContain(`packets around it in ${join(onFinding, file)}`);
    },
  );

  it('leaves no recording behind where evidence cannot be kept', async () => {
    const write = join(folder.path, 'left.pcapng');
    const onFinding = folder.write('a-file', 'x');
    await expect(started({ write, onFinding })).rejects.toThrow(OutputError);
    expect(existsSync(write)).toBe(false);
  });
});
