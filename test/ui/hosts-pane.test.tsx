import { expect, test } from 'vitest';
import { AT_TOP, itemsOf } from '../../src/ui/cursor.ts';
import { HostsPane } from '../../src/ui/hosts-pane.tsx';
import { drawn, PLAIN, widest } from './component.tsx';

const hosts = [
  { address: '10.20.0.15', names: [], roles: [{ role: 'managed-computer', inferred: true, reason: 'asks for APNs' }] },
  { address: '17.57.144.20', names: ['1-courier.push.apple.com', '2-courier.push.apple.com'], roles: [] },
  {
    address: '10.20.0.9',
    names: ['jss.corp.example'],
    roles: [{ role: 'jamf-pro', inferred: false, reason: 'declared' }],
  },
];
const items = itemsOf(hosts.map(({ address }) => address));

function pane(width: number, height: number, known = hosts) {
  return drawn(
    <HostsPane hosts={known} items={items} inFront area={{ width, height }} cursor={AT_TOP} theme={PLAIN} />,
  );
}

test('address, roles and names of each; an inferred role says so', () => {
  const lines = pane(110, 8);
  expect(lines[0]).toMatch(/^━ 4 Hosts {2}3 hosts ━+$/);
  expect(lines[1]).toMatch(/^ Address +Role +Names$/);
  expect(lines[2]).toMatch(/^▸10\.20\.0\.15 +managed-computer \(inferred\)$/);
  expect(lines[3]).toMatch(/^ 17\.57\.144\.20 +no role known +1-courier\.push\.apple\.com, 2-/);
  expect(lines[4]).toMatch(/^ 10\.20\.0\.9 +jamf-pro +jss\.corp\.example$/);
});

test('a narrow screen has whole roles before all else', () => {
  expect(pane(50, 8)[2]).toBe('▸10.20.0.15           managed-computer');
});

test('only the hosts that fit, within the width', () => {
  const lines = pane(50, 4);
  expect([lines.length, widest(lines)]).toEqual([4, 50]);
  expect(lines.join('\n')).not.toContain('10.20.0.9');
});

test('says when there is none', () => {
  expect(pane(80, 5, [])[2]).toBe(' No host of a documented connection was seen.');
});
