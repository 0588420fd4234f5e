import { expect, test } from 'vitest';
import { EngineProcess, MAX_LINES } from '../../../src/source/live/engine-process.ts';
import { realLiveEffects } from '../../../src/source/live/live-effects.ts';
import { fakeLiveEffects } from '../../support/fake-live-effects.ts';

function started() {
  const effects = fakeLiveEffects();
  const heard: string[] = [];
  const engine = new EngineProcess('/usr/bin/dumpcap', ['-q', '-i', 'en0'], effects, (line) => heard.push(line));
  return { engine, heard, program: effects.started[0] };
}

test('the engine is started with its parameters', () => {
  const { program } = started();
  expect(program).toMatchObject({ program: '/usr/bin/dumpcap', parameters: ['-q', '-i', 'en0'] });
});

test('lines of standard error are heard and kept, the last ones', async () => {
  const { engine, heard, program } = started();
  for (let count = 0; count < MAX_LINES + 5; count++) program.says(`line ${count}`);
  program.errors.write('\rPackets captured: 3\n\nlast words');
  program.ends(1);
  expect(await engine.ended).toEqual({ code: 1, signal: null });
  expect(heard).toContain('line 0');
  expect(heard.at(-1)).toBe('last words');
  expect(engine.lines).toHaveLength(MAX_LINES);
  expect(engine.lines.slice(-2)).toEqual(['Packets captured: 3', 'last words']);
});

test('stopping asks it to end, once, and waits until it is gone', async () => {
  const { engine, program } = started();
  await Promise.all([engine.stop(), engine.stop()]);
  expect(program.signals).toEqual(['TERM']);
  expect(engine.isStopped).toBe(true);
  expect(await engine.ended).toEqual({ code: 0, signal: null });
});

test('stopping with a delay lets it capture on until then; stopping again without one ends it at once', async () => {
  const { engine, program } = started();
  let over = () => {};
  const delay = new Promise<void>((resolve) => {
    over = resolve;
  });
  const stopping = engine.stop(delay);
  expect(engine.isStopped).toBe(true);
  await Promise.resolve();
  expect(program.signals).toEqual([]);
  over();
  await stopping;
  expect(program.signals).toEqual(['TERM']);

  const other = started();
  const waiting = other.engine.stop(new Promise(() => {}));
  await other.engine.stop();
  await waiting;
  expect(other.program.signals).toEqual(['TERM']);
});

test('a program that cannot be started has ended, and says why', async () => {
  const { engine, program } = started();
  program.errors.end();
  program.emit('error', new Error('spawn /bin/sh ENOENT'));
  expect(await engine.ended).toEqual({ code: null, signal: null });
  expect(engine.lines).toEqual(['spawn /bin/sh ENOENT']);
});

test('the real supervisor: signals arrive, the end is told as it was', async () => {
  const effects = realLiveEffects();
  const heard: string[] = [];
  const script = 'trap "echo asked >&2" USR1; trap "exit 7" TERM; echo ready >&2; while :; do sleep 0.02; done';
  let ready = () => {};
  const isReady = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const engine = new EngineProcess('/bin/sh', ['-c', script], effects, (line) => {
    heard.push(line);
    if (line === 'ready') {
      ready();
      engine.signal('USR1');
    }
    if (line === 'asked') void engine.stop();
  });
  await isReady;
  expect(await engine.ended).toEqual({ code: 7, signal: null });
  expect(heard).toContain('asked');
});

test('the real supervisor: a signal that ended the engine is named', async () => {
  const engine = new EngineProcess('/bin/sh', ['-c', 'kill -s KILL $$'], realLiveEffects(), () => {});
  expect(await engine.ended).toEqual({ code: null, signal: 'SIGKILL' });
});
