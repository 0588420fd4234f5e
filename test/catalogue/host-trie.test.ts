import { expect, test } from 'vitest';
import { HostTrie, hostName } from '../../src/catalogue/host-trie.ts';
import type { HostPattern } from '../../src/catalogue/service-row.ts';
import { covers } from './row-lines.ts';

const PATTERNS: readonly HostPattern[] = [
  '*.apple.com',
  '*.push.apple.com',
  'api.push.apple.com',
  'itunes.apple.com',
  '*.itunes.apple.com',
  '*.services.jamfcloud.com',
];
const trie = new HostTrie<string>();
for (const pattern of PATTERNS) trie.add(pattern, pattern);

test.each([
  ['api.push.apple.com', ['api.push.apple.com', '*.push.apple.com', '*.apple.com']],
  ['7-courier.push.apple.com', ['*.push.apple.com', '*.apple.com']],
  ['a.b.push.apple.com', ['*.push.apple.com', '*.apple.com']],
  ['push.apple.com', ['*.apple.com']],
  ['itunes.apple.com', ['itunes.apple.com', '*.apple.com']],
  ['vpp.itunes.apple.com', ['*.itunes.apple.com', '*.apple.com']],
  ['apple.com', []],
  ['com', []],
  ['', []],
  ['.', []],
  ['evilapple.com', []],
  ['push.apple.com.example.org', []],
  ['API.Push.Apple.COM.', ['api.push.apple.com', '*.push.apple.com', '*.apple.com']],
])('%j, longest pattern first', (name, expected) => {
  expect(trie.match(name)).toEqual(expected);
  // The plain question asked of every pattern gives the same set.
  expect(trie.match(name).toSorted()).toEqual(PATTERNS.filter((pattern) => covers(pattern, hostName(name))).toSorted());
});

test('equal patterns keep the order in which they were added', () => {
  const twice = new HostTrie<number>();
  twice.add('gdmf.apple.com', 1);
  twice.add('gdmf.apple.com', 2);
  expect(twice.match('gdmf.apple.com')).toEqual([1, 2]);
});

test('a name longer than DNS allows matches nothing', () => {
  expect(trie.match(`${'a.'.repeat(200)}apple.com`)).toEqual([]);
});

test('labels that objects know are only labels', () => {
  for (const name of ['__proto__.apple.com', 'constructor', 'toString.com']) {
    expect(trie.match(name)).toEqual(name.endsWith('.apple.com') ? ['*.apple.com'] : []);
  }
});
