import { expect, test } from 'vitest';
import { createCanvas } from '../../src/ui/canvas.ts';
import { standInFor } from '../../src/ui/stand-ins.ts';

/** As Ink 6.8 sends a frame: the one before erased line by line, then all lines, each with its end. */
function inkFrame(lines: readonly string[], before: number): string {
  const erased = before === 0 ? '' : `${'\x1b[2K\x1b[1A'.repeat(before)}\x1b[2K\x1b[G`;
  return `${erased}${lines.join('\n')}\n`;
}

function started(rows = 5) {
  const written: string[] = [];
  const canvas = createCanvas((text) => written.push(text.replace(/^\x1b\[\?2026h|\x1b\[\?2026l$/g, '')), {
    columns: 20,
    rows,
  });
  const take = () => written.splice(0).join('');
  return { canvas, take };
}

test('the first frame is drawn whole on a cleared screen', () => {
  const { canvas, take } = started();
  canvas.stream.write(inkFrame(['one', 'two'], 0));
  expect(take()).toBe('\x1b[2J\x1b[1;1H\x1b[Kone\x1b[2;1H\x1b[Ktwo');
});

test('then only the lines that changed, addressed by row', () => {
  const { canvas, take } = started();
  canvas.stream.write(inkFrame(['one', 'two', 'three'], 0));
  take();
  canvas.stream.write(inkFrame(['one', '2', 'three'], 3));
  expect(take()).toBe('\x1b[2;1H\x1b[K2');
  canvas.stream.write(inkFrame(['one', '2', 'three'], 3));
  expect(take()).toBe('');
});

test('a shorter frame leaves nothing behind', () => {
  const { canvas, take } = started();
  canvas.stream.write(inkFrame(['one', 'two', 'three'], 0));
  take();
  canvas.stream.write(inkFrame(['one'], 3));
  expect(take()).toBe('\x1b[2;1H\x1b[J');
});

test('after a change of size, and for a redraw, all lines that fit', () => {
  const { canvas, take } = started();
  canvas.stream.write(inkFrame(['one', 'two'], 0));
  take();
  canvas.redraw();
  expect(take()).toBe('\x1b[2J\x1b[1;1H\x1b[Kone\x1b[2;1H\x1b[Ktwo');
  canvas.resize({ columns: 10, rows: 1 });
  canvas.stream.write(inkFrame(['one', 'two'], 2)); // the old frame, once more
  expect(take()).toBe('\x1b[2J\x1b[1;1H\x1b[Kone');
});

test('each write is one synchronised frame', () => {
  const written: string[] = [];
  const canvas = createCanvas((text) => written.push(text), { columns: 20, rows: 5 });
  canvas.stream.write(inkFrame(['x'], 0));
  expect(written).toEqual(['\x1b[?2026h\x1b[2J\x1b[1;1H\x1b[Kx\x1b[?2026l']);
});

test('puts lines in the places of their stand-ins', () => {
  const { canvas, take } = started();
  canvas.stream.write(inkFrame([standInFor('one') + standInFor(' |  '), standInFor('\x1b[31mtwo\x1b[39m')], 0));
  expect(take()).toBe('\x1b[2J\x1b[1;1H\x1b[Kone |\x1b[2;1H\x1b[K\x1b[31mtwo\x1b[39m');
});

test('muted, it writes nothing', () => {
  const { canvas, take } = started();
  canvas.mute();
  canvas.stream.write(inkFrame(['x'], 0));
  expect(take()).toBe('');
});

test('has the terminal scroll the lines that moved, and draws the others', () => {
  const line = (number: number) => `${number} `.padEnd(200, 'x');
  const lines = Array.from({ length: 9 }, (_, row) => line(row));
  const { canvas, take } = started(9);
  canvas.stream.write(inkFrame(lines, 0));
  take();
  canvas.stream.write(inkFrame([lines[0], ...lines.slice(2, 8), line(10), lines[8]], 9));
  expect(take()).toBe(`\x1b[2;1H\x1b[1M\x1b[8;1H\x1b[1L\x1b[8;1H\x1b[K${line(10)}`);
  canvas.redraw();
  expect(take()).toContain(`\x1b[2J\x1b[1;1H\x1b[K${lines[0]}\x1b[2;1H\x1b[K${lines[2]}`);
});
