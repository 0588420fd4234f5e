import { expect, it } from 'vitest';
import { MAX_CLIENTS, MAX_HANDSHAKES, TlsSuccesses } from '../../../src/detect/survey/tls-successes.ts';
import { CLIENT, COURIER_ADDRESS, reached } from '../../support/flow-facts.ts';

const courier = reached({ server: COURIER_ADDRESS, port: 5223 });

function successes() {
  const noted = new TlsSuccesses(() => {});
  noted.note(courier);
  noted.note(reached({ server: COURIER_ADDRESS, port: 5223, serverName: '9-courier.push.apple.com' }));
  noted.note(reached({ server: COURIER_ADDRESS, port: 5223, client: '10.20.0.21' }));
  noted.note(reached({ server: '203.0.113.80', serverName: 'www.example.org' }));
  noted.note(reached({ protocol: 'http', serverName: 'http.example.org' }));
  return noted;
}

it('counts the handshakes of clients at a place, which for couriers is their pattern', () => {
  const noted = successes();
  expect(noted.placeOf(courier)).toBe('*.push.apple.com');
  expect(noted.count('*.push.apple.com', [CLIENT])).toBe(2);
  expect(noted.count('*.push.apple.com', [CLIENT, '10.20.0.21', '10.20.0.99'])).toBe(3);
  expect(noted.count('nowhere', [CLIENT])).toBe(0);
});

it('knows the names with which a client completed TLS', () => {
  expect(successes().namesOf(CLIENT)).toEqual([
    '1-courier.push.apple.com',
    '9-courier.push.apple.com',
    'www.example.org',
  ]);
  expect(successes().namesOf('10.20.0.99')).toEqual([]);
});

it('forgets the clients and handshakes that it heard of longest ago, and says so', () => {
  const lost: number[] = [];
  const noted = new TlsSuccesses((entries) => lost.push(entries));
  const elsewhere = reached({ server: '203.0.113.80', serverName: 'www.example.org', start: 5 });
  for (let n = 0; n <= 2 * MAX_CLIENTS; n++)
    noted.note({ ...elsewhere, originator: { address: `c${n}`, port: 50_000 } });
  expect(lost).toEqual([MAX_CLIENTS]);
  const again = reached({ client: 'c0', start: 6 });
  for (let id = 1; id <= 2 * MAX_HANDSHAKES + 1; id++) noted.note({ ...again, id });
  expect(lost).toEqual([MAX_CLIENTS, MAX_HANDSHAKES]);
  expect(noted.count(noted.placeOf(again), ['c0'])).toBe(MAX_HANDSHAKES + 1);
});
