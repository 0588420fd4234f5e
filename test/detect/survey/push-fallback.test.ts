import { describe, expect, it } from 'vitest';
import { fallbackKey, MAX_CLIENTS, PushFallback } from '../../../src/detect/survey/push-fallback.ts';
import { at, COURIER_ADDRESS, reached, unanswered } from '../../support/flow-facts.ts';

const first = { server: COURIER_ADDRESS, port: 5223 };
const fallback = { ...first, port: 443 };
const key = fallbackKey(unanswered([0, 1, 3], first));

describe('PushFallback', () => {
  it('knows where the fallback of a client began to work', () => {
    const clients = new PushFallback(() => {});
    expect(clients.of(key)).toBeUndefined();
    clients.note(reached({ ...fallback, start: 8 }));
    clients.note(reached({ ...fallback, start: 20 }));
    expect(clients.of(key)).toEqual(at(8));
  });

  it('is no help to a client whose first port works at times', () => {
    const clients = new PushFallback(() => {});
    clients.note(reached({ ...fallback, start: 8 }));
    clients.note(reached({ ...first, start: 60 }));
    expect(clients.of(key)).toBeUndefined();
  });

  it('does not count what failed, nor other clients and services', () => {
    const clients = new PushFallback(() => {});
    clients.note(unanswered([0, 1], fallback));
    clients.note(reached({ ...fallback, client: '10.20.0.99' }));
    clients.note(reached());
    expect(clients.of(key)).toBeUndefined();
  });

  it('forgets the clients that were seen longest ago, and says so', () => {
    const lost: number[] = [];
    const clients = new PushFallback((entries) => lost.push(entries));
    for (let client = 0; client <= 2 * MAX_CLIENTS; client++)
      clients.note(reached({ ...fallback, client: `c${client}`, start: 8 }));
    expect(lost).toEqual([MAX_CLIENTS]);
  });

  it('concerns the first port alone', () => {
    expect(fallbackKey(unanswered([0], fallback))).toBeUndefined();
    expect(fallbackKey(unanswered([0]))).toBeUndefined();
    expect(fallbackKey(unanswered([0], { serverName: 'www.example.org' }))).toBeUndefined();
  });
});
