/** What a run of the command amounts to: exit code, where the report goes, and what is said of trouble. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { captured } from '../support/captured.ts';
import { type FakeTerminalOptions, fakeEffects } from '../support/fake-effects.ts';
import { tcpFlow } from '../support/tcp-flow.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));
const BLOCKED = fixture('syn-unanswered-5223/input.pcapng');
const WARNED = fixture('undocumented-port-apns/input.pcapng');
const HEALTHY = fixture('tenant-tls13/input.pcapng');
const CUT = fixture('capture-truncated/input.pcapng');
const folder = temporaryFolder();

async function run(words: readonly string[], options: FakeTerminalOptions = {}) {
  const effects = fakeEffects(options);
  const exit = await main(words, effects);
  return { exit, out: effects.out(), err: effects.err(), effects };
}

/** A site configuration in a folder of its own. */
const config = (name: string, content: unknown) => folder.write(name, JSON.stringify(content));
const EXCEPTION = { rule: 'blocked/syn-unanswered', reason: 'ticket 17', until: '2026-12-31' };
const KNOWN = config('known.json', { exceptions: [EXCEPTION] });
const ENDED = config('ended.json', { exceptions: [{ ...EXCEPTION, until: '2026-01-31' }] });
const OFF = config('off.json', { severity: { 'blocked/syn-unanswered': 'off' } });
const LOUD = config('loud.json', { severity: { 'ports/undocumented-port': 'error' } });

describe('the exit code', () => {
  it.each<[number, string, readonly string[]]>([
    [0, 'nothing was found', [HEALTHY]],
    [1, 'errors were found', [BLOCKED]],
    [0, 'warnings were found', [WARNED]],
    [1, 'warnings were found that count', [WARNED, '--fail-on', 'warning']],
    [0, 'errors were found that do not count', [BLOCKED, '--fail-on', 'never']],
    [1, 'information was found that counts', [fixture('capture-mid-stream/input.pcapng'), '--fail-on', 'info']],
    [0, 'the site accepts the errors', [BLOCKED, '--config', KNOWN]],
    [1, 'the site accepted them until before the capture', [BLOCKED, '--config', ENDED]],
    [0, 'the site turns the rule off', [BLOCKED, '--config', OFF]],
    [1, 'the site takes the warning for an error', [WARNED, '--config', LOUD]],
    [2, 'the configuration does not exist', [HEALTHY, '--config', 'missing.json']],
    [0, 'an input was cut', [CUT]],
    [4, 'an input was cut, and that is strictly forbidden', [CUT, '--strict']],
    [1, 'an input was cut and warnings count', [CUT, '--strict', '--fail-on', 'warning']],
    [3, 'the only input does not exist', ['missing.pcap']],
    [3, 'one of the inputs does not exist, whatever the others show', [BLOCKED, 'missing.pcap']],
    [2, 'the words make no sense', [HEALTHY, '--fail-on', 'always']],
    [2, 'the report cannot be written', [HEALTHY, '-o', `${folder.path}/missing/report.txt`]],
  ])('is %i when %s', async (code, _, words) => {
    expect((await run(words)).exit).toBe(code);
  });

  it('of a report that cannot be written comes with what stands in the way', async () => {
    const { err } = await run([HEALTHY, '-o', `${folder.path}/missing/report.txt`]);
    expect(err).toContain(`${folder.path}/missing/report.txt is in a folder that does not exist. Create the folder`);
    expect((await run([HEALTHY, '-o', folder.path])).err).toMatch(/ is a folder\. Name a file in it\.\n$/);
  });

  it('is 130 when it was interrupted; what was read until then is reported', async () => {
    const path = folder.write(
      'long.pcap',
      captured(tcpFlow({ exchange: [{ from: 'responder', bytes: new Uint8Array(900_000) }] })),
    );
    const effects = fakeEffects();
    const listen = effects.onSignal.bind(effects);
    const interrupted = {
      ...effects,
      onSignal(listener: Parameters<typeof listen>[0]) {
        const stop = listen(listener);
        effects.signal('SIGINT');
        return stop;
      },
    };
    expect(await main([path, '--format', 'json'], interrupted)).toBe(130);
    expect(JSON.parse(effects.out()).capture.inputs[0].complete).toBe(false);
    expect(effects.listeners()).toBe(0);
  });

  it('is 3 when no more files can be opened, were it only for the screen', async () => {
    const effects = fakeEffects();
    const full = {
      ...effects,
      onSignal: () => {
        throw Object.assign(new Error(), { code: 'EMFILE', syscall: 'open', path: 'react/index.js' });
      },
    };
    expect(await main([HEALTHY], full)).toBe(3);
    expect(effects.err()).toBe(
      'jamscope: react/index.js cannot be opened beside so many other files. Let more files be open at a time: ulimit -n 1024.\n',
    );
  });

  it('is 70 for a defect of ours, with what helps to find it', async () => {
    const effects = fakeEffects();
    const broken = {
      ...effects,
      onSignal: () => {
        throw new Error('unexpected');
      },
    };
    expect(await main([HEALTHY], broken)).toBe(70);
    expect(effects.err()).toMatch(/^jamscope: a defect of jamscope, please report it: Error: unexpected\n +at /);
  });
});

describe('inputs that cannot be read', () => {
  it('are named on standard error with advice, and the report on the others is printed', async () => {
    const { out, err } = await run([HEALTHY, 'missing.pcap', '--format', 'json']);
    expect(err).toBe('jamscope: missing.pcap does not exist. Check the spelling and the working directory.\n');
    expect(JSON.parse(out).capture.inputs.map(({ complete }: { complete: boolean }) => complete)).toEqual([
      true,
      false,
    ]);
  });

  it('in a directory are named and do not count, or not named at all', async () => {
    folder.write('office/notes.txt', 'no capture, only words\n');
    folder.write('office/good.pcap', captured(tcpFlow()));
    const told = await run([`${folder.path}/office`]);
    expect([told.exit, told.err]).toEqual([0, expect.stringContaining('notes.txt')]);
    const quiet = await run([`${folder.path}/office`, '--quiet']);
    expect([quiet.exit, quiet.err]).toEqual([0, '']);
  });
});

describe('the report', () => {
  it('goes to standard output as text, without colours where that is no terminal', async () => {
    const { out, err } = await run([BLOCKED]);
    expect(out).toContain('No answer on TCP 5223');
    expect([out.includes('\x1b'), err]).toEqual([false, '']);
  });

  it('is coloured when told to, and on a terminal', async () => {
    expect((await run([BLOCKED, '--color', 'always'])).out).toContain('\x1b[');
    expect((await run([BLOCKED, '--no-tui'], { stdoutIsTTY: true })).out).toContain('\x1b[');
    expect((await run([BLOCKED, '--no-tui'], { stdoutIsTTY: true, env: { NO_COLOR: '1' } })).out).not.toContain(
      '\x1b[',
    );
  });

  it('is plain ASCII where the locale is', async () => {
    const { out } = await run([BLOCKED], { env: { LC_ALL: 'C' } });
    expect(out).toMatch(/^[\n\x20-\x7e]*$/);
    expect((await run([BLOCKED, '--ascii'], { env: { LANG: 'en_US.UTF-8' } })).out).toBe(out);
  });

  it('goes to a file', async () => {
    const path = `${folder.path}/report.json`;
    const { out } = await run([HEALTHY, '--format', 'json', '-o', path]);
    expect(out).toBe('');
    expect(JSON.parse(readFileSync(path, 'utf8')).schema).toBe('jamscope.report/1');
  });

  it('leaves no file behind when there is nothing to report', async () => {
    const path = `${folder.path}/nothing.json`;
    await run(['missing.pcap', '-o', path]);
    expect(existsSync(path)).toBe(false);
  });

  it('holds every flow on request', async () => {
    const flows = async (...words: string[]) =>
      JSON.parse((await run([HEALTHY, '--format', 'json', ...words])).out).flows.length;
    expect(await flows('--all-flows')).toBeGreaterThanOrEqual(await flows());
  });
});

describe('progress', () => {
  const long = folder.write(
    'longer.pcap',
    captured(tcpFlow({ exchange: [{ from: 'responder', bytes: new Uint8Array(1_500_000) }] })),
  );

  it('is shown on a terminal while something is read for long', async () => {
    const { err } = await run([long], { stderrIsTTY: true, tick: 300 });
    expect(err).toContain('reading [');
    expect(err.endsWith('\r\x1b[K')).toBe(true);
  });

  it('is not shown when nobody looks, or nobody wants it', async () => {
    expect((await run([long], { tick: 300 })).err).toBe('');
    expect((await run([long, '--quiet'], { stderrIsTTY: true, tick: 300 })).err).toBe('');
  });
});
