import { afterEach, describe, expect, test } from 'vitest';
import { type Command, type Controller, createController } from '../../src/ui/controller.ts';
import { createTheme } from '../../src/ui/theme.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';
import { FINISHED } from './open-screen.ts';
import { snapshotOfFlows } from './snapshot-of-flows.ts';

let controller: Controller | undefined;
afterEach(() => controller?.stop());

function started() {
  const commands: Command[] = [];
  const copied: string[] = [];
  const theme = createTheme({ ascii: false, color: false });
  controller = createController(
    theme,
    { columns: 120, rows: 40 },
    {
      title: 'office.pcapng',
      run: (command) => commands.push(command),
      copy: (text) => copied.push(text),
      write: async ({ what, path, findings }) => {
        if (path === 'taken') throw new Error('taken exists already.');
        return `${what} ${path} ${findings?.join(' ') ?? 'all'}`;
      },
    },
  );
  return { controller, commands, copied, screen: controller.store.get };
}

/** Until the order of the flows has been worked out. */
function ordered({ store }: Controller): Promise<void> {
  const before = store.get().order;
  return new Promise((resolve) => {
    const leave = store.subscribe(() => {
      if (store.get().order === before) return;
      leave();
      resolve();
    });
  });
}

describe('keys', () => {
  test('several of one event count one after the other', () => {
    const { controller, screen } = started();
    controller.publish(snapshotOfFlows(10), FINISHED);
    controller.onKeys(['j', 'j', 'enter']);
    expect(screen().ui.opened[0].subject).toMatchObject({ kind: 'finding' });
    expect(screen().ui.cursors.findings.index).toBe(2);
  });

  test('a sequence waits for its second key', () => {
    const { controller, screen } = started();
    controller.publish(snapshotOfFlows(10), FINISHED);
    controller.onKeys(['G', 'g']);
    expect([screen().ui.pending, screen().ui.cursors.findings.index]).toEqual([
      'g',
      sampleSnapshot().findings.length - 1,
    ]);
    controller.onKeys(['g']);
    expect([screen().ui.pending, screen().ui.cursors.findings.index]).toEqual(['', 0]);
  });

  test('what a text field types goes to the filter, and the filter to the flows', async () => {
    const { controller, screen } = started();
    controller.publish(snapshotOfFlows(1000), FINISHED);
    await ordered(controller);
    controller.onKeys(['/', 'q', 'backspace', 't', 'l', 's', 'space']);
    expect(screen().ui.filter).toBe('tls ');
    await ordered(controller);
    const { order, snapshot } = screen();
    expect(order.length).toBeGreaterThan(100);
    expect(snapshot!.row(order.at(0)).protocol).toBe('tls');
  });

  test('commands go to the terminal', () => {
    const { controller, commands } = started();
    controller.onKeys(['x', 'ctrl-l', 'ctrl-z', 'ctrl-c', 'q']);
    expect(commands).toEqual(['stop', 'redraw', 'suspend', 'abort', 'quit']);
  });
});

describe('taking away', () => {
  test('copies, says so, and the next key takes the word back', () => {
    const { controller, copied, screen } = started();
    controller.publish(snapshotOfFlows(10), FINISHED);
    controller.onKeys(['y']);
    expect(copied).toEqual([expect.stringContaining('dns.qry.name')]);
    expect(screen().ui.notice?.text).toBe('Copied the filter of F1, if the terminal allows it. Again: shows it.');
    controller.onKeys(['y']);
    expect(screen().ui.opened.at(-1)?.subject).toMatchObject({ kind: 'copied', what: 'the filter of F1' });
    expect(controller.view(screen()).detail.join('\n')).toMatch(/The filter of F1.*set-clipboard.*dns\.qry\.name/s);
    controller.onKeys(['esc']);
    controller.onKeys(['u']);
    expect(screen().ui.notice).toBe(undefined);
  });

  test('writes the marked findings, under the name that was typed', async () => {
    const { controller, screen } = started();
    controller.publish(snapshotOfFlows(10), FINISHED);
    controller.onKeys(['m', 'j', 'j', 'm', 'w']);
    expect(screen().ui.prompt?.text).toBe('office-report.txt');
    controller.onKeys(['ctrl-u', 'x', 'q', 'backspace', 'enter']);
    expect(screen().ui).toMatchObject({ prompt: undefined, notice: { text: 'Writing x…', token: 'info' } });
    await new Promise(setImmediate);
    expect(screen().ui.notice).toEqual({ text: 'report x F1 F3', token: 'ok' });
  });
});

describe('a name that is refused', () => {
  test('stays to be edited, beside the reason', async () => {
    const { controller, screen } = started();
    controller.publish(snapshotOfFlows(10), FINISHED);
    controller.onKeys(['w', 'ctrl-u', ...'taken', 'enter']);
    await new Promise(setImmediate);
    expect(screen().ui.prompt).toMatchObject({ text: 'taken', refusal: 'taken exists already.' });
    expect(controller.view(screen()).typing?.mistake).toBe('taken exists already.');
    controller.onKeys(['2']);
    expect(screen().ui.prompt).toEqual({ purpose: 'report', text: 'taken2', before: 'office-report.txt' });
    controller.onKeys(['enter']);
    await new Promise(setImmediate);
    expect(screen().ui).toMatchObject({ prompt: undefined, notice: { text: 'report taken2 all' } });
  });

  test('is told only, where the user has gone on', async () => {
    const { controller, screen } = started();
    controller.publish(snapshotOfFlows(10), FINISHED);
    controller.onKeys(['w', 'ctrl-u', ...'taken', 'enter', 'j']);
    await new Promise(setImmediate);
    expect(screen().ui).toMatchObject({ prompt: undefined, notice: { text: 'taken exists already.', token: 'bad' } });
  });
});

describe('freezing', () => {
  test('holds the newest snapshot back, not the progress', () => {
    const { controller, screen } = started();
    const [first, second] = [snapshotOfFlows(10, { version: 1 }), snapshotOfFlows(20, { version: 2 })];
    controller.publish(first, { ...FINISHED, finished: false });
    controller.onKeys(['p']);
    controller.publish(second, FINISHED);
    expect([screen().snapshot, screen().progress.finished]).toEqual([first, true]);
    controller.onKeys(['p']);
    expect(screen().snapshot).toBe(second);
  });

  test('without anything new in between changes nothing', () => {
    const { controller, screen } = started();
    const snapshot = snapshotOfFlows(10);
    controller.publish(snapshot, FINISHED);
    controller.onKeys(['p', 'p']);
    expect(screen().snapshot).toBe(snapshot);
  });
});

test('the selected flow keeps its line while others come before it', async () => {
  const { controller, screen } = started();
  controller.publish(snapshotOfFlows(500, { version: 1 }), FINISHED);
  await ordered(controller);
  controller.onKeys(['3', 'j', 'j', 'j']);
  const { id, offset } = screen().ui.cursors.flows;
  controller.publish(snapshotOfFlows(5000, { version: 2 }), FINISHED);
  await ordered(controller);
  expect(screen().ui.cursors.flows).toMatchObject({ id, offset });
  expect(screen().order.indexOf(Number(id))).toBeGreaterThanOrEqual(3);
});
