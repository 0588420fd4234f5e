import { describe, expect, it } from 'vitest';
import { hostOf, Successes, sharedHost } from '../../src/detect/successes.ts';
import { CLIENT, COURIER_ADDRESS, flowFacts, reached, TENANT, unanswered } from '../support/flow-facts.ts';

const attempt = (seconds: number, client = CLIENT, host = TENANT) => ({ client, host, time: seconds * 1e9 });

function successes(...flows: ReturnType<typeof flowFacts>[]) {
  const noted = new Successes();
  for (const flow of flows) noted.note(flow);
  return noted;
}

describe('Successes', () => {
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
    expect(noted.raced(attempt(0, CLIENT, 'other.jamfcloud.com'))).toBe(false);
    expect(noted.raced(attempt(0, '10.20.0.21'))).toBe(false);
    expect(noted.any(attempt(0, '10.20.0.21'))).toBe(false);
  });

  it('let the other family win a race, whose client has another address there', () => {
    const noted = successes(reached());
    expect(noted.raced(attempt(0, '2001:db8:20::15'))).toBe(true);
    expect(noted.any(attempt(0, '2001:db8:20::15'))).toBe(false);
  });

  it('count what succeeded alone', () => {
    expect(successes(unanswered()).any(attempt(0))).toBe(false);
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
