import { describe, expect, it } from 'vitest';
import { flow as contract } from '../../src/engine/contract.ts';
import { flowReport } from '../../src/engine/flow-report.ts';
import { COURIER, COURIER_ADDRESS, flowFacts, reached, seen, unanswered } from '../support/flow-facts.ts';

const judgement = {
  verdict: 'blocked',
  findings: ['F1'],
  communityId: '1:LQU9qZlK+B5F3KDmev6m5PMibrg=',
  timestamp: (time: number) => new Date(time / 1e6).toISOString(),
} as const;

describe('flowReport', () => {
  it('writes a flow as the contract has it', () => {
    const flow = reached({ server: COURIER_ADDRESS, port: 5223, originatorRole: 'managed-device', nameFrom: 'sni' });
    const report = flowReport(flow, judgement);
    expect(contract.parse(report)).toEqual(report);
    expect(report).toMatchObject({
      originator: { address: '10.20.0.15', port: 50_000, role: 'managed-device' },
      responder: { address: COURIER_ADDRESS, port: 5223, name: COURIER, nameFrom: 'sni' },
      first: { input: 0, frame: 1 },
      firstTime: '1970-01-01T00:00:00.000Z',
      lastTime: '1970-01-01T00:00:10.000Z',
      packets: { originator: 10, responder: 12 },
      bytes: { originator: 900, responder: 4000 },
      rttMs: 20,
      services: ['managed-device-apns', 'apple-device-management'],
      verdict: 'blocked',
      findings: ['F1'],
    });
    expect(report.steps.slice(0, 2)).toEqual([
      { name: 'syn', from: 'originator', at: { input: 0, frame: 1 }, time: '1970-01-01T00:00:00.000Z', bytes: 0 },
      { name: 'syn-ack', from: 'responder', at: { input: 0, frame: 21 }, time: '1970-01-01T00:00:00.020Z', bytes: 0 },
    ]);
  });

  it('leaves out what is not known', () => {
    const nameless = unanswered([0], { serverName: undefined, nameFrom: undefined, services: [] });
    const report = flowReport(nameless, judgement);
    for (const key of ['rttMs', 'serverName', 'process', 'tls', 'dns', 'http', 'omitted'])
      expect(report).not.toHaveProperty(key);
    expect(Object.keys(report.responder)).toEqual(['address', 'port']);
  });

  it('says whose flow it is, and who acts for it', () => {
    const of = (process: object) => {
      const report = flowReport(reached({ process: process as never }), judgement);
      return contract.parse(report).process;
    };
    expect(of({ name: 'apsd', pid: 321, delegate: undefined })).toEqual({ name: 'apsd', pid: 321 });
    const delegate = { name: 'nsurlsessiond', pid: undefined };
    expect(of({ name: 'mdmclient', pid: 8, delegate })).toEqual({
      name: 'mdmclient',
      pid: 8,
      delegate: { name: 'nsurlsessiond' },
    });
  });

  it('names the step at which it failed, and lists it whatever the bound', () => {
    const syns = Array.from({ length: 70 }, (_, index) => index);
    const flow = unanswered(syns);
    const judgedBy = { rule: 'blocked/syn-unanswered', parameters: {}, exhibits: [] } as never;
    const { steps, failedAt, omitted } = contract.parse(flowReport(flow, { ...judgement, judgedBy }));
    expect(failedAt).toEqual({ step: 'syn-resent', at: { input: 0, frame: 69_001 }, rule: 'blocked/syn-unanswered' });
    expect([steps.length, steps.at(-1)?.at, omitted]).toEqual([64, failedAt?.at, { steps: 6 }]);
  });

  it('gives the round trip in whole microseconds', () => {
    expect(flowReport(reached({ tcp: { rtt: 1_234_567 } }), judgement).rttMs).toBe(1.235);
  });

  it('bounds the steps, and counts all that was left out', () => {
    const observations = Array.from({ length: 90 }, (_, index) => seen('dns-query', 0, index, { typeName: 'A' }));
    const report = flowReport(
      flowFacts({ transport: 'udp', observations, omitted: new Map([['dns-query', 12]]) }),
      judgement,
    );
    expect([report.steps.length, report.omitted]).toEqual([64, { 'dns-query': 12, steps: 26 }]);
  });
});
