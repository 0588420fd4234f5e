import { describe, expect, it } from 'vitest';
import { DatagramPayload, type FlowPayload, StreamPayload } from '../../src/engine/flow-payload.ts';
import { ORIGINATOR, RESPONDER } from '../../src/flow/direction.ts';
import { PendingBudget } from '../../src/flow/tcp-reassembly.ts';
import type { Probe, ProbeAnswer } from '../../src/probe/probe.ts';
import { decodedView } from '../support/decoded.ts';
import { packet } from '../support/packet.ts';

const log: string[] = [];
const host = {
  recognised: (protocol: string) => log.push(protocol),
  observed: () => {},
  failed: (_: string, error: unknown) => {
    throw error;
  },
};

/** Writes down what it is given; says `done` at a full stop, and passes over bytes where `skip` says so. */
function listener(transport: 'tcp' | 'udp', skip = 0): Probe {
  return {
    name: 'words',
    transports: [transport],
    usualPorts: [],
    recognise: (head) => (head[0] === 0x3f ? 'reject' : 'match'),
    open: (flow) => ({
      data(direction, bytes, at): ProbeAnswer {
        const text = new TextDecoder().decode(bytes);
        log.push(`${'><'[direction]}${text} ${at.frame}`);
        if (skip > 0) flow.skip(direction, skip);
        return text.endsWith('.') ? 'done' : 'continue';
      },
      gap(direction, missing, at): ProbeAnswer {
        log.push(`${'><'[direction]}gap ${missing} ${at.frame}`);
        return 'continue';
      },
      close: () => log.push('closed'),
    }),
  };
}

const flow = (transport: 'tcp' | 'udp') => ({ transport, originatorPort: 50_000, responderPort: 443 });

function give(
  payload: FlowPayload,
  side: '>' | '<',
  sequence: number,
  text: string,
  frame: number,
  flags = 'PA',
  acknowledgement = 0,
): void {
  const tcp = packet().ethernet().ipv4().tcp({ sequence, flags, acknowledgement }).payload(text);
  const clock = { at: () => ({ input: 0, frame, time: frame }) };
  payload.segment(side === '>' ? ORIGINATOR : RESPONDER, decodedView(tcp), clock);
}

function stream(skip = 0): StreamPayload {
  log.length = 0;
  const payload = new StreamPayload(flow('tcp'), [listener('tcp', skip)], host, new PendingBudget());
  payload.start(ORIGINATOR, 101);
  payload.start(RESPONDER, 501);
  return payload;
}

describe('a stream', () => {
  it('comes in order, each side by itself, with the frame of its first byte', () => {
    const payload = stream();
    give(payload, '>', 101, 'ab', 1);
    give(payload, '>', 105, 'ef', 2);
    give(payload, '<', 501, 'xy', 3);
    give(payload, '>', 103, 'cd', 4);
    give(payload, '>', 101, 'ab', 5);
    expect(log).toEqual(['words', '>ab 1', '<xy 3', '>cd 4', '>ef 2']);
  });

  it('begins behind the SYN, also when that carries payload', () => {
    const payload = stream();
    give(payload, '>', 100, 'ab', 1, 'S');
    expect(log).toEqual(['words', '>ab 1']);
  });

  it('says what is missing when it is over', () => {
    const payload = stream();
    give(payload, '>', 101, 'ab', 1);
    give(payload, '>', 108, 'ij', 2);
    payload.close();
    expect(log).toEqual(['words', '>ab 1', '>gap 5 2', '>ij 2', 'closed']);
    expect(payload.done).toBe(true);
  });

  it('is not read on when nothing more is wanted', () => {
    const payload = stream();
    give(payload, '>', 101, 'ab.', 1);
    give(payload, '>', 104, 'more', 2);
    expect([log, payload.done, payload.unrecognised]).toEqual([['words', '>ab. 1', 'closed'], true, false]);
  });

  it('is passed over where the probe says so', () => {
    const payload = stream(4);
    give(payload, '>', 101, 'ab', 1);
    give(payload, '>', 103, 'cd', 2);
    give(payload, '>', 105, 'efgh', 3);
    expect(log).toEqual(['words', '>ab 1', '>gh 3']);
  });

  it('gives an answer that was captured before its question after it', () => {
    const payload = stream();
    give(payload, '<', 501, 'yes', 1, 'PA', 105);
    give(payload, '>', 103, 'or?', 2, 'PA', 501);
    give(payload, '>', 101, 'so', 3, 'PA', 501);
    expect(log).toEqual(['words', '>so 3', '>or? 2', '<yes 1']);
  });

  it('does not wait for a FIN, which is no byte', () => {
    const payload = stream();
    give(payload, '>', 101, 'ab', 1, 'FPA', 501);
    give(payload, '<', 501, 'xy', 2, 'PA', 104);
    expect(log).toEqual(['words', '>ab 1', '<xy 2']);
  });

  it('does not wait for ever for what the capture lost', () => {
    const payload = stream();
    for (let at = 0; at < 31; at++) give(payload, '<', 501 + 2 * at, 'xy', at, 'PA', 200);
    expect(log).toEqual([]);
    give(payload, '<', 563, 'xy', 31, 'PA', 200);
    give(payload, '<', 565, 'xy', 32, 'PA', 200);
    expect(log.slice(1)).toEqual(Array.from({ length: 33 }, (_, frame) => `<xy ${frame}`));
  });

  it('holds no more than the budget that all flows share, and gives back what it held', () => {
    log.length = 0;
    const budget = new PendingBudget(400);
    const payload = new StreamPayload(flow('tcp'), [listener('tcp')], host, budget);
    payload.start(ORIGINATOR, 101);
    payload.start(RESPONDER, 501);
    for (let at = 0; at < 3; at++) give(payload, '<', 501 + 2 * at, 'xy', at, 'PA', 200);
    expect([log, budget.bytes]).toEqual([[], 390]);
    give(payload, '<', 507, 'xy', 3, 'PA', 200);
    expect([log.slice(1), budget.bytes]).toEqual([['<xy 0', '<xy 1', '<xy 2', '<xy 3'], 0]);
  });

  it('gives back what the other side held when the last to wait ends the session', () => {
    log.length = 0;
    const budget = new PendingBudget();
    const payload = new StreamPayload(flow('tcp'), [listener('tcp')], host, budget);
    payload.start(ORIGINATOR, 101);
    payload.start(RESPONDER, 501);
    give(payload, '>', 103, 'cd', 0);
    for (let at = 1; at <= 32; at++) give(payload, '<', 501 + 2 * (at - 1), at === 32 ? 'y.' : 'xy', at, 'PA', 200);
    expect([payload.done, budget.bytes]).toEqual([true, 0]);
  });

  it('gives back what waited when the flow ends', () => {
    log.length = 0;
    const budget = new PendingBudget();
    const payload = new StreamPayload(flow('tcp'), [listener('tcp')], host, budget);
    payload.start(ORIGINATOR, 101);
    payload.start(RESPONDER, 501);
    give(payload, '<', 501, 'xy', 1, 'PA', 200);
    payload.close();
    expect(budget.bytes).toBe(0);
  });

  it('copies what waits, also out of a Buffer', () => {
    const payload = stream();
    const view = decodedView(
      packet().ethernet().ipv4().tcp({ sequence: 501, flags: 'PA', acknowledgement: 103 }).payload('xy'),
    );
    view.bytes = Buffer.from(view.bytes);
    payload.segment(RESPONDER, view, { at: () => ({ input: 0, frame: 1, time: 1 }) });
    view.bytes.fill(0x2d);
    give(payload, '>', 101, 'ab', 2);
    expect(log).toEqual(['words', '>ab 2', '<xy 1']);
  });

  it('gives what still waits when the flow is over', () => {
    const payload = stream();
    give(payload, '<', 501, 'xy', 1, 'PA', 200);
    payload.close();
    expect(log).toEqual(['words', '<xy 1', 'closed']);
  });

  it('that nobody knows is given up', () => {
    const payload = stream();
    give(payload, '>', 101, '?', 1);
    expect([payload.done, payload.unrecognised, log]).toEqual([true, true, []]);
  });

  it('whose start was not seen begins with its first segment', () => {
    log.length = 0;
    const payload = new StreamPayload(flow('tcp'), [listener('tcp')], host, new PendingBudget());
    give(payload, '<', 9000, 'ab', 1);
    expect(log).toEqual(['words', '<ab 1']);
  });
});

describe('datagrams', () => {
  it('come one by one, as they are', () => {
    log.length = 0;
    const payload = new DatagramPayload(flow('udp'), [listener('udp')], host);
    for (const [frame, text] of ['one', 'two.', 'three'].entries()) {
      const view = decodedView(packet().ethernet().ipv4().udp().payload(text));
      payload.segment(frame === 1 ? RESPONDER : ORIGINATOR, view, { at: () => ({ input: 0, frame, time: 0 }) });
    }
    expect([log, payload.done, payload.unrecognised]).toEqual([['words', '>one 0', '<two. 1', 'closed'], true, false]);
    payload.close();
    expect(log.filter((line) => line === 'closed')).toHaveLength(1);
  });
});
