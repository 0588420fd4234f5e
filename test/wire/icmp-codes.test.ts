import { describe, expect, it } from 'vitest';
import { icmpName, isAdministrativelyProhibited, isUnreachable } from '../../src/wire/icmp-codes.ts';

describe('ICMP codes', () => {
  it.each([
    [4, 3, 1, 'host unreachable'],
    [4, 3, 4, 'fragmentation needed'],
    [4, 3, 13, 'communication administratively prohibited'],
    [4, 3, 99, 'destination unreachable, code 99'],
    [4, 11, 0, 'hop limit exceeded in transit'],
    [4, 12, 0, 'parameter problem, code 0'],
    [6, 1, 1, 'communication administratively prohibited'],
    [6, 1, 6, 'reject route to destination'],
    [6, 2, 0, 'packet too big'],
    [6, 200, 7, 'type 200 code 7'],
  ] as const)('names version %i type %i code %i', (version, type, code, name) => {
    expect(icmpName(version, type, code)).toBe(name);
  });

  it('knows exactly the codes by which a filter declares itself', () => {
    expect(codesOf(isAdministrativelyProhibited)).toEqual([
      '4: 3/9',
      '4: 3/10',
      '4: 3/13',
      '6: 1/1',
      '6: 1/5',
      '6: 1/6',
    ]);
  });

  it('knows exactly the other codes that say that nothing gets there', () => {
    expect(codesOf(isUnreachable)).toEqual([
      ...['4: 3/0', '4: 3/1', '4: 3/2', '4: 3/3', '4: 3/6', '4: 3/7', '4: 3/8', '4: 3/11', '4: 3/12'],
      ...['6: 1/0', '6: 1/2', '6: 1/3', '6: 1/4'],
    ]);
  });
});

function codesOf(has: typeof isUnreachable): string[] {
  const codes = [];
  for (const version of [4, 6] as const)
    for (let type = 0; type < 256; type++)
      for (let code = 0; code < 256; code++) if (has(version, type, code)) codes.push(`${version}: ${type}/${code}`);
  return codes;
}
