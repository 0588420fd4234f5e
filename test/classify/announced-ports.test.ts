import { describe, expect, it } from 'vitest';
import { AnnouncedPorts, MAX_ANNOUNCED } from '../../src/classify/announced-ports.ts';

describe('AnnouncedPorts', () => {
  it('knows a port from when it was named, for that client and that server', () => {
    const ports = new AnnouncedPorts();
    ports.learn('10.0.0.1', '10.0.0.9', 49_664, 5);
    ports.learn('10.0.0.1', '10.0.0.9', 49_664, 90);
    expect(ports.has('10.0.0.1', '10.0.0.9', 49_664, 5)).toBe(true);
    expect(ports.has('10.0.0.1', '10.0.0.9', 49_664, 4)).toBe(false);
    expect(ports.has('10.0.0.1', '10.0.0.9', 49_665, 9)).toBe(false);
    expect(ports.has('10.0.0.2', '10.0.0.9', 49_664, 9)).toBe(false);
  });

  it('forgets the oldest when it is full', () => {
    const forgotten: number[] = [];
    const ports = new AnnouncedPorts((triples) => forgotten.push(triples));
    for (let port = 0; port <= 2 * MAX_ANNOUNCED; port++) ports.learn('a', 'b', port, 0);
    expect([ports.has('a', 'b', 0, 1), ports.has('a', 'b', MAX_ANNOUNCED, 1)]).toEqual([false, true]);
    expect(forgotten).toEqual([MAX_ANNOUNCED]);
  });
});
