import { expect, test } from 'vitest';
import { Frame } from '../../src/capture/frame.ts';
import { KernelDrops, MAX_DROP_PLACES, MAX_DROPPED_FRAMES } from '../../src/capture/kernel-drops.ts';

const dropped = (more: object) => Object.assign(new Frame(), { dropReason: 0x11, ...more });

test('names the first frames, and each place once', () => {
  const drops = new KernelDrops();
  drops.add(dropped({ number: 3, dropFunction: 'tcp_input', dropLine: 1412 }));
  drops.add(dropped({ number: 5, dropFunction: 'tcp_input', dropLine: 1412 }));
  drops.add(dropped({ number: 8, dropFunction: 'ip_output' }));
  drops.add(dropped({ number: 9 }));
  expect([drops.packets, drops.frames]).toEqual([4, [3, 5, 8, 9]]);
  expect([...drops.places]).toEqual(['tcp_input:1412', 'ip_output', 'reason 0x11']);
});

test('counts what it does not name', () => {
  const drops = new KernelDrops();
  for (let number = 1; number <= 100; number++) drops.add(dropped({ number, dropReason: number }));
  expect([drops.packets, drops.frames.length, drops.places.size]).toEqual([100, MAX_DROPPED_FRAMES, MAX_DROP_PLACES]);
});
