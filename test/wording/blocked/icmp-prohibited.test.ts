import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

describe('blocked/icmp-prohibited', () => {
  it.each([
    [4, 3, 13, 'ICMP type 3 code 13 (communication administratively prohibited)'],
    [4, 3, 9, 'ICMP type 3 code 9 (network administratively prohibited)'],
    [6, 1, 1, 'ICMPv6 type 1 code 1 (communication administratively prohibited)'],
    [6, 1, 5, 'ICMPv6 type 1 code 5 (source address failed ingress/egress policy)'],
  ] as const)('names version %i type %i code %i', (version, type, code, name) => {
    expect(sampleWords('blocked/icmp-prohibited', { version, type, code }).evidence[0]).toContain(name);
  });

  it('sends the remedy to the device that spoke', () => {
    expect(sampleWords('blocked/icmp-prohibited').remedy).toBe(
      'On 10.20.0.1: allow outbound TCP 443 from the clients (seen: 10.20.0.15) to gdmf.apple.com (17.253.5.1).',
    );
  });

  it('tells a host firewall from a router', () => {
    const words = sampleWords('blocked/icmp-prohibited', { router: '17.253.5.1', fromServer: true });
    expect(words.title).toBe('The host 17.253.5.1 forbids TCP 443 by its own firewall');
    expect(words.rivals.join()).toContain('answers with its address');
  });
});
