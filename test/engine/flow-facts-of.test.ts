import { describe, expect, it } from 'vitest';
import { addressOf, type Classified, flowFactsOf, isAbandoned } from '../../src/engine/flow-facts-of.ts';
import { FlowRecord } from '../../src/engine/flow-record.ts';
import { ORIGINATOR, RESPONDER } from '../../src/flow/direction.ts';
import { rst, seen } from '../support/flow-facts.ts';
import { follow } from '../support/tcp-script.ts';

const CLASSIFIED: Classified = {
  client: '10.0.0.1',
  server: '17.57.144.20',
  name: { name: 'a.example', from: 'sni', candidates: [] },
  services: [],
  originatorRole: 'managed-device',
  responderRole: undefined,
  watchedUntil: 99,
};

describe('flowFactsOf', () => {
  const { table } = follow(['> S', '< SA', '> A', '> PA:100', '+300 > PA:100@1', '< PA:200', '> A', '> FA', '< FA']);

  it('says what the row says', () => {
    const facts = flowFactsOf(table, 0, undefined, CLASSIFIED);
    const at = (frame: number, time: number) => ({ input: 0, frame, time });
    expect(facts).toMatchObject({
      id: 1,
      transport: 'tcp',
      originator: { address: '10.0.0.1', port: 50_000 },
      responder: { address: '17.57.144.20', port: 5223 },
      first: at(1, 0),
      last: at(9, 370e6),
      packets: [6, 3],
      bytes: [200, 200],
      retransmissions: [1, 0],
      connState: 'SF',
      history: 'ShADTdFf',
      protocol: 'unknown',
      serverName: 'a.example',
      nameFrom: 'sni',
      originatorRole: 'managed-device',
      watchedUntil: 99,
      succeeded: false,
    });
    expect(facts.tcp).toEqual({
      syns: [at(1, 0)],
      synAck: at(2, 10e6),
      handshakeDone: at(3, 20e6),
      rtt: 20e6,
      firstData: [at(4, 30e6), at(6, 340e6)],
      options: [expect.anything(), expect.anything()],
      firstDataBytes: [100, 200],
      firstDataResent: [[], []],
      firstDataAcked: [true, true],
      fin: [at(8, 360e6), at(9, 370e6)],
      resets: [],
      dataAfterReset: undefined,
      silences: [],
      unanswered: undefined,
      missingBytes: [0, 0],
      stalled: [undefined, undefined],
      selectiveAck: [undefined, undefined],
      hopLimits: [64, 64],
      midStream: false,
    });
  });

  it('adds what the record keeps', () => {
    const record = new FlowRecord();
    record.protocol = 'tls';
    record.resentSyns = [{ input: 0, frame: 7, time: 7 }];
    record.observe(seen('tls-established', 1, 1));
    const facts = flowFactsOf(table, 0, record, CLASSIFIED);
    expect(facts.tcp?.syns.map(({ frame }) => frame)).toEqual([1, 7]);
    expect([facts.protocol, facts.basis, facts.observations.length]).toEqual(['tls', 'content', 1]);
  });

  it('says nothing of a side that was not seen', () => {
    const facts = flowFactsOf(follow(['> S']).table, 0, undefined, CLASSIFIED);
    expect(facts.tcp).toMatchObject({
      synAck: undefined,
      rtt: undefined,
      hopLimits: [64, 0],
      firstDataAcked: [false, false],
    });
  });
});

it('writes addresses of both versions', () => {
  const four = follow(['> S']).table;
  expect([addressOf(four, 0, ORIGINATOR), addressOf(four, 0, RESPONDER)]).toEqual(['10.0.0.1', '17.57.144.20']);
  const six = follow(['> S'], { originator: '2001:db8::15:50000', responder: '2620:149:a44::20:5223' }).table;
  expect([addressOf(six, 0, ORIGINATOR), addressOf(six, 0, RESPONDER)]).toEqual(['2001:db8::15', '2620:149:a44::20']);
});

describe('isAbandoned', () => {
  const HANDSHAKE = ['> S', '< SA', '> A', '> PA:80'];

  function abandoned(...lines: string[]): boolean {
    const { table } = follow([...HANDSHAKE, ...lines]);
    const record = new FlowRecord();
    const at = (line: string) => HANDSHAKE.length + lines.indexOf(line);
    record.resets = lines.filter((line) => line === '< RA').map((line) => rst(at(line) * 0.01));
    if (lines.includes('< PA:90') && lines.includes('< RA')) record.dataAfterReset = { input: 0, frame: 9, time: 0 };
    return isAbandoned(table, 0, record);
  }

  it('says that the client had left when the answer came', () => {
    expect(abandoned('< RA', '< PA:90', '> R')).toBe(true);
    expect(abandoned('< RA', '< PA:90')).toBe(true);
  });

  it('says no of a client that took the answer, or part of it before', () => {
    expect(abandoned('< RA', '< PA:90', '> A')).toBe(false);
    expect(abandoned('< PA:50', '< RA', '< PA:90', '> R')).toBe(false);
    expect(abandoned('< RA')).toBe(false);
    expect(isAbandoned(follow(HANDSHAKE).table, 0, undefined)).toBe(false);
  });
});
