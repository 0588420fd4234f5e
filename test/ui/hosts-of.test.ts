import { expect, test } from 'vitest';
import type { Snapshot } from '../../src/engine/snapshot.ts';
import { createHostsOf } from '../../src/ui/hosts-of.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';

test('hosts that cost much are drawn up rarely, those of the last snapshot always', () => {
  let time = 0;
  let asked = 0;
  const publish = () =>
    Object.defineProperty({ ...sampleSnapshot() } as Snapshot, 'hosts', {
      get() {
        asked++;
        time += 100;
        return [{ address: `10.0.0.${asked}`, names: [], roles: [] }];
      },
    });
  const hostsOf = createHostsOf(() => time);
  const first = publish();
  expect([hostsOf(undefined, false), hostsOf(first, false)[0].address]).toEqual([[], '10.0.0.1']);
  expect(hostsOf(first, true)[0].address).toBe('10.0.0.1');
  time += 1900;
  expect(hostsOf(publish(), false)[0].address).toBe('10.0.0.1');
  time += 100;
  expect(hostsOf(publish(), false)[0].address).toBe('10.0.0.2');
  const last = publish();
  expect([hostsOf(last, true)[0].address, hostsOf(last, true)[0].address]).toEqual(['10.0.0.3', '10.0.0.3']);
});
