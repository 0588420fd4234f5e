import { describe, expect, it } from 'vitest';
import { hostOf, Successes, sharedHost } from '../../../src/detect/survey/successes.ts';
import { CLIENT, COURIER_ADDRESS, flowFacts, reached, TENANT, unanswered } from '../../support/flow-facts.ts';

const IPV6 = '2001:db8:20::15';

/** `until`: when the client sent its last SYN. */
const attempt = (seconds: number, { client = CLIENT, host = TENANT, until = seconds } = {}) => ({
  client,
  host,
  time: seconds * 1e9,
  until: until * 1e9,
});

function successes(...flows: ReturnType<typeof flowFacts>[]) {
  const noted = new Successes(() => {});
  for (const flow of flows) noted.note(flow);
  return noted;
}

describe('Successes', () => {
  it('tell whether the host was reached by a later flow', () => {
    const noted = successes(reached({ start: 10 }));
    expect(noted.after(attempt(0), 9.9e9)).toBe(true);
    expect(noted.after(attempt(0), 10e9)).toBe(false);
    expect(noted.after(attempt(0, { client: '10.20.0.99' }), 0)).toBe(false);
  });

  it('tell a lost race from a failure at another time', () => {
    const noted = successes(reached({ start: 10.2 }));
    expect(noted.raced(attempt(10))).toBe(true);
    expect(noted.raced(attempt(11))).toBe(true);
    expect(noted.raced(attempt(12))).toBe(false);
    expect(noted.raced(attempt(8.4))).toBe(false);
    expect(noted.any(attempt(99))).toBe(true);
  });

  it('tell hosts and clients apart', () => {
    const noted = successes(reached());
    expect(noted.raced(attempt(0, { host: 'other.jamfcloud.com' }))).toBe(false);
    expect(noted.raced(attempt(0, { client: '10.20.0.21' }))).toBe(false);
    expect(noted.any(attempt(0, { client: '10.20.0.21' }))).toBe(false);
  });

  it('count what succeeded alone', () => {
    expect(successes(unanswered()).any(attempt(0))).toBe(false);
  });
});

/** RFC 8305 5: the next address is tried after 250 ms; 4.4: the attempts that are left over are given up when one succeeds. */
describe('a race against the other address of the same client', () => {
  const lost = (noted: Successes, ...attempts: ReturnType<typeof attempt>[]) =>
    attempts.flatMap((each, index) => (noted.outrun(attempts).has(each) ? index : []));

  it('is lost where that reached the host at once and the client let go', () => {
    expect(lost(successes(reached({ start: 0.25 })), attempt(0, { client: IPV6 }))).toEqual([0]);
    expect(lost(successes(reached({ start: 0.25 })), attempt(0, { client: IPV6, until: 1 }))).toEqual([0]);
    expect(lost(successes(reached({ start: 4 })), attempt(0, { client: IPV6 }))).toEqual([]);
  });

  it('is none where the client goes on trying: somebody else got through', () => {
    expect(lost(successes(reached({ start: 0.25 })), attempt(0, { client: IPV6, until: 3 }))).toEqual([]);
  });

  it('is none for a client that fails again and again beside different winners', () => {
    const others = [10, 60, 110].map((start, n) => reached({ client: `10.20.0.${n + 30}`, start }));
    const failures = [10, 60, 110].map((start) => attempt(start, { client: IPV6 }));
    expect(lost(successes(...others), ...failures)).toEqual([]);
  });

  it('is lost each time beside the same winner, and not at another time', () => {
    const starts = [10, 60, 110];
    const mine = starts.map((start) => reached({ start: start + 0.25 }));
    const others = starts.map((start, n) => reached({ client: `10.20.0.${n + 30}`, start }));
    const failures = [...starts, 200].map((start) => attempt(start, { client: IPV6 }));
    expect(lost(successes(...others, ...mine), ...failures)).toEqual([0, 1, 2]);
  });

  it('is none within one family', () => {
    expect(lost(successes(reached({ client: '10.20.0.21' })), attempt(0))).toEqual([]);
  });
});

describe('hostOf', () => {
  it('is the name, else the address', () => {
    expect(hostOf(flowFacts())).toBe(TENANT);
    expect(hostOf(flowFacts({ server: '17.4.5.6', port: 80, serverName: undefined }))).toBe('17.4.5.6');
  });

  it('is one for all couriers', () => {
    const courier = flowFacts({ server: COURIER_ADDRESS, port: 5223 });
    expect(hostOf(courier)).toBe(
      hostOf(flowFacts({ server: COURIER_ADDRESS, port: 443, serverName: '9-courier.push.apple.com' })),
    );
    expect(sharedHost(courier.services[0].row)).toBe('managed-device-apns');
    expect(sharedHost(flowFacts().services[0].row)).toBeUndefined();
  });
});
