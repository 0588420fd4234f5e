import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { main, start } from '../../src/cli/main.ts';
import { type FakeTerminalOptions, fakeEffects } from '../support/fake-effects.ts';

const live = vi.hoisted(() => vi.fn());
vi.mock('../../src/cli/live-command.ts', () => ({ liveCommand: live }));

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));
const BLOCKED = fixture('syn-unanswered-5223/input.pcapng');
const HEALTHY = fixture('tenant-tls13/input.pcapng');

async function run(words: readonly string[], options: FakeTerminalOptions = {}) {
  const effects = fakeEffects(options);
  const exit = await main(words, effects);
  return { exit, out: effects.out(), err: effects.err() };
}

describe('help', () => {
  it('tells all that one needs in one page', async () => {
    const { exit, out, err } = await run(['--help']);
    expect([exit, err]).toEqual([0, '']);
    expect(out).toMatch(/^Usage: jamscope \[options\] <capture\.\.\.>\n/);
    for (const part of [
      '--format',
      '--fail-on',
      '--no-tui',
      '--quiet',
      'catalogue',
      'explain',
      'Examples:',
      'Exit codes',
    ])
      expect(out).toContain(part);
    for (const code of [0, 1, 2, 3, 4, 70, 130]) expect(out).toMatch(new RegExp(`^ {2}${code} +\\S`, 'm'));
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('is what `help` and `analyze --help` say as well', async () => {
    const { out } = await run(['--help']);
    expect((await run(['help'])).out).toBe(out);
    const own = (await run(['analyze', '--help'])).out;
    expect(own.slice(own.indexOf('Examples:'))).toBe(out.slice(out.indexOf('Examples:')));
  });

  it('is the answer to no word at all, as wrong usage', async () => {
    const { exit, out, err } = await run([]);
    expect([exit, out]).toEqual([2, '']);
    expect(err).toBe((await run(['--help'])).out);
  });

  it('fits the terminal', async () => {
    const narrow = (await run(['--help'], { columns: 60 })).out;
    expect(narrow).not.toBe((await run(['--help'])).out);
  });
});

describe('wrong usage', () => {
  it.each([
    [['--no-tui'], "missing required argument 'capture'", ''],
    [['--format', 'yaml', 'a.pcap'], 'Allowed choices are text, json', ''],
    [['--colour', 'a.pcap'], "unknown option '--colour'", ''],
    [['live', '--engine', 'snoop'], "option '--engine <name>' argument 'snoop' is invalid", ' live'],
    [['live', '--duration', '5'], 'Write its unit too: 5s', ' live'],
  ])('%j', async (words, message, command) => {
    const { exit, err } = await run(words);
    expect(exit).toBe(2);
    expect(err).toMatch(/^jamscope: /);
    expect(err).toContain(message);
    expect(err).toContain(`(try jamscope${command} --help)`);
  });
});

describe('commands', () => {
  it('analyses without being told to, options before and behind the capture', async () => {
    const plain = await run([BLOCKED]);
    expect([plain.exit, plain.err]).toEqual([1, '']);
    expect(plain.out).toContain('blocked');
    expect(await run(['analyze', BLOCKED])).toEqual(plain);
    const json = await run(['--format', 'json', HEALTHY]);
    expect(json.exit).toBe(0);
    expect(JSON.parse(json.out).summary.verdict).toBe('clean');
    expect(await run([HEALTHY, '--format', 'json'])).toEqual(json);
  });

  it.each([
    [['--no-tui', '--color', 'always', 'live', '-'], { tui: false, color: 'always' }],
    [['live', '--no-tui', '--ascii', '-'], { tui: false, ascii: true }],
    [['--ascii', 'live', '--color', 'never', '-'], { tui: true, ascii: true, color: 'never' }],
  ])('captures, with options before and behind the word: %j', async (words, options) => {
    live.mockResolvedValue([1]);
    expect((await run(words)).exit).toBe(1);
    expect(live).toHaveBeenLastCalledWith('-', expect.objectContaining(options), expect.anything());
  });

  it('shows the catalogue', async () => {
    const { exit, out } = await run(['catalogue', 'show', 'S22']);
    expect([exit, out.split('\n')[0]]).toEqual([0, 'S22  Managed devices to APNs']);
    expect(JSON.parse((await run(['catalogue', 'show', 'S22', '--json'])).out).ref).toBe('S22');
  });

  it('explains the rules, in colour where that is wanted', async () => {
    const { exit, out, err } = await run(['explain', 'syn-reset'], { env: { LANG: 'C.UTF-8' } });
    expect([exit, err, out.split('\n')[0]]).toEqual([0, '', 'blocked/syn-reset  ✖ error']);
    expect((await run(['explain', 'syn-reset'], { env: { LANG: 'C' } })).out).toContain('x error');
    for (const words of [
      ['explain', 'dns', '--color', 'always'],
      ['--color', 'always', 'explain', 'dns'],
    ])
      expect((await run(words)).out).toContain('\u001b[31m');
    const narrow = await run(['explain'], { stdoutIsTTY: true, columns: 60 });
    expect(Math.max(...narrow.out.split('\n').map((line) => line.length))).toBeLessThan(90);
    expect((await run(['explain', 'nothing-of-it'])).exit).toBe(2);
  });

  it('suggests the command that a word comes close to', async () => {
    const { exit, err } = await run(['catalog']);
    expect(exit).toBe(3);
    expect(err).toBe('jamscope: catalog does not exist. Is the command `jamscope catalogue` meant?\n');
  });

  it('names its version', async () => {
    expect((await run(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('start', () => {
  it('takes a reader that goes away early for no error, even of the help', async () => {
    const { argv, exitCode } = process;
    const before = process.stdout.listeners('error');
    const monitors = process.listeners('uncaughtExceptionMonitor');
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    try {
      process.argv = ['node', 'jamscope', '--help'];
      await start();
      expect([process.exitCode, write.mock.calls[0][0]]).toEqual([0, expect.stringMatching(/^Usage: jamscope/)]);
    } finally {
      write.mockRestore();
      process.argv = argv;
      process.exitCode = exitCode;
    }
    const [onError] = process.stdout.listeners('error').filter((listener) => !before.includes(listener));
    const failure = (code: string) => Object.assign(new Error(code), { code });
    expect(() => onError(failure('EPIPE'))).not.toThrow();
    expect(() => onError(failure('ENOSPC'))).toThrow('ENOSPC');
    process.stdout.off('error', onError as () => void);
    const [monitor] = process.listeners('uncaughtExceptionMonitor').filter((listener) => !monitors.includes(listener));
    expect(monitor).toBeDefined();
    process.off('uncaughtExceptionMonitor', monitor);
  });
});
