import { afterEach, describe, expect, test, vi } from 'vitest';
import { printable } from '../../src/bytes/text.ts';
import { type Progress, startUi, type UiHandle, type UiOptions } from '../../src/ui/start.tsx';
import { eventually } from '../support/eventually.ts';
import { FakeTerminal } from '../support/fake-terminal.ts';
import { HOSTILE_NAME, hostileSnapshot } from '../support/hostile-snapshot.ts';
import { FINISHED } from './open-screen.ts';
import { snapshotOfFlows } from './snapshot-of-flows.ts';

vi.mock('ink', () => {
  throw new Error('Ink was loaded');
});

let ui: UiHandle | undefined;
afterEach(() => ui?.stop());

/** Wide enough for any line. */
async function open(changes: Partial<UiOptions> = {}, progress: Progress = FINISHED) {
  const terminal = new FakeTerminal(2000, 100);
  const calls: string[] = [];
  ui = startUi({
    stdin: terminal.stdin,
    stdout: terminal.stdout,
    title: 'office.pcapng',
    tool: 'jamscope',
    ascii: false,
    color: true,
    plain: true,
    onQuit: () => calls.push('quit'),
    suspend: () => calls.push('suspend'),
    ...changes,
  });
  await eventually(() => expect(terminal.written.join('')).toContain('Reading.'));
  ui.publish(snapshotOfFlows(300), progress);
  const text = () => terminal.written.join('');
  let from = 0;
  /** What was written since the last call, once it holds `expected`. */
  const heard = async (keys: string, expected: string | RegExp) => {
    terminal.type(keys);
    await eventually(() => expect(text().slice(from)).toMatch(expected));
    const said = text().slice(from);
    from = text().length;
    return said;
  };
  return { terminal, ui, calls, heard, text };
}

describe('the plain mode', () => {
  test('tells a session, in lines that are only appended', async () => {
    const { heard, text } = await open();
    await heard('', /F1, 1 of/);
    await heard('j', /F2/);
    await heard('\r', /What to do/);
    await heard('q', /Findings/);
    await heard('3', /Flow \d+, 1 of 300/);
    await heard('\x1b[B', /2 of 300/);
    await heard('/', /Type a filter/);
    await heard('courix\x7f', /^courix\n> couri$/);
    await heard('\r', /1 of \d+: blocked/);
    await heard('1', /Services/);
    await heard('4', /Hosts/);
    await heard('5', /Timeline/);
    // Whether the order of the flows is there when they are asked for is a matter of time.
    const session = text().replace('Flows: 300, worst first.\nSorting.\n', '');
    await heard('?', /next line/);
    await heard('6', /The capture/);
    await expect(session).toMatchFileSnapshot('frames/plain-session.txt');
    expect(text()).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
  });

  test('gives the terminal back', async () => {
    const { terminal, ui, calls, heard } = await open();
    await heard('', /F1/);
    expect([terminal.raw, terminal.alternate, terminal.cursorVisible]).toEqual([true, false, true]);
    terminal.type('q');
    await ui.done;
    expect([terminal.raw, calls]).toEqual([false, ['quit']]);
    expect(terminal.stdin.listenerCount('keypress')).toBe(0);
  });

  test('ctrl-z leaves to the shell, and tells where one is on the way back', async () => {
    const { calls, heard } = await open();
    await heard('', /F1/);
    expect(await heard('\x1a', /Reading is done/)).toContain('F1, 1 of');
    expect(calls).toEqual(['suspend']);
    await heard('j', /F2/);
  });

  test('a filter with a mistake says so when it is to be kept', async () => {
    const { heard } = await open();
    await heard('', /F1/);
    await heard('/port:x', /x$/);
    await heard('\r', /port.*\n> port:x$/s);
  });

  test('says what reading finds', async () => {
    const { heard, ui } = await open({}, { ...FINISHED, finished: false, bytesRead: 0 });
    await heard('', /New finding: F1/);
    ui.publish(snapshotOfFlows(300, { version: 2 }), FINISHED);
    await heard('', /Reading is done: 300 flows.*\nVerdict: problems\./);
  });

  test('names of the capture begin no line and control nothing', async () => {
    const { heard, ui, text } = await open({ title: `office${HOSTILE_NAME}` });
    await heard('', /F1/);
    ui.publish(hostileSnapshot(snapshotOfFlows(60, { version: 2 })), FINISHED);
    for (const [keys, expected] of [
      ['j', /F2/],
      ['\r', /What to do/],
      ['3', /Flow \d+, 1 of/],
      ['\r', /judged by/],
      ['6', /The capture/],
      ['4', /Hosts/],
      ['1', /Services/],
    ] as const)
      await heard(keys, expected);
    expect(text().replaceAll('\n', '')).toBe(printable(text().replaceAll('\n', '')));
    expect(text()).not.toMatch(/^管/m);
  });

  test('a defect of ours ends it', async () => {
    const { ui, terminal } = await open();
    const broken = {
      ...snapshotOfFlows(3, { version: 2 }),
      get findings(): never {
        throw new Error('made up');
      },
    };
    ui.publish(broken, FINISHED);
    await expect(ui.done).rejects.toThrow('made up');
    expect(terminal.raw).toBe(false);
  });
});
