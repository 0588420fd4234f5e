/** What the heap keeps of frames: the real screen, in this process, on a terminal that throws away what is written. */
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { snapshotOfFlows } from '../ui/snapshot-of-flows.ts';

/** Frames before the count begins: code is compiled, buffers have their size. */
const WARM_UP = 300;
/** Down, a page on, the other pane, and back: rows and panes change. */
const KEYS = ['j', '\x1b[6~', '4', '3', 'k', '\x1b[5~', '5', '3'];

/** Bytes that a thousand frames leave behind. */
export async function heapGrowth(frames: number): Promise<number> {
  // React decides by this, when it is loaded, whether it records every render for ever.
  process.env.NODE_ENV = 'production';
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const { startUi } = await import('../../src/ui/start.tsx');
  const { stdin, stdout, drawn } = terminal();
  const ui = startUi({ stdin, stdout, title: 'x', tool: 'jamscope', ascii: false, color: true, onQuit() {} });
  ui.publish(snapshotOfFlows(100_000), { bytesRead: 1, totalBytes: 1, bytesPerSecond: 1, finished: true });
  await drawn();
  const draw = async (count: number) => {
    for (let frame = 0; frame < count; frame++) {
      stdin.push(KEYS[frame % KEYS.length]);
      await drawn();
    }
    collect();
    return process.memoryUsage().heapUsed;
  };
  stdin.push('3');
  const before = await draw(WARM_UP);
  const after = await draw(frames);
  ui.stop();
  return ((after - before) / frames) * 1000;
}

function terminal() {
  const keys = new PassThrough();
  const events = new EventEmitter();
  const write = () => events.emit('write');
  const same = () => keys;
  return {
    stdin: Object.assign(keys, {
      isTTY: true,
      setRawMode: same,
      ref: same,
      unref: same,
    }) as unknown as NodeJS.ReadStream,
    stdout: Object.assign(events, { columns: 160, rows: 50, isTTY: true, write }) as unknown as NodeJS.WriteStream,
    /** Resolves with the next frame. */
    drawn: () => new Promise<void>((resolve) => events.once('write', () => setImmediate(resolve))),
  };
}
