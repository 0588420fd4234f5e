/** Push that a firewall drops, and then lets through: when `jamscope live` says so. */
import { expect, test } from 'vitest';
import { labObstacle, runLab } from './lab.ts';

const why = labObstacle();

test.skipIf(why !== undefined)(
  'what is blocked is said within seconds, and cleared when the client gets through',
  async () => {
    const { lines, error } = await runLab('recovery.py', 'tcpdump');
    const told: { change: string; state: string; seconds: number }[] = lines.map((line) => JSON.parse(line));
    const at = (state: string) => told.find((line) => line.state === state)?.seconds;
    expect(at('provisional'), error).toBeLessThan(15);
    expect(told.map(({ change }) => change).filter((change) => change !== 'changed')).toEqual([
      'new',
      'final',
      'cleared',
    ]);
    // A minute without failure, the second attempt's SYNs having ended after some 14 s.
    expect(at('cleared')).toBeGreaterThan(60);
  },
  160_000,
);
