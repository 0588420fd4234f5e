import { describe, expect, it } from 'vitest';
import type { RuleParameters } from '../../../src/detect/parameters.ts';
import { sampleWords } from '../../support/sample-words.ts';

const RULE = 'blocked/icmp-unreachable';
type Parameters = Partial<RuleParameters[typeof RULE]>;
const server = 'acme.jamfcloud.com (52.1.2.3)';
const port: Parameters = { code: 3, what: 'port' };
const fromServer: Parameters = { ...port, router: '52.1.2.3', fromServer: true };

describe(RULE, () => {
  it.each<[Parameters, 'tcp' | 'udp', string]>([
    [{ code: 0, what: 'network' }, 'tcp', `10.20.0.1 has no way to ${server}`],
    [{}, 'tcp', `10.20.0.1 gets no answer from ${server}`],
    [port, 'tcp', `10.20.0.1 refuses TCP 443 to ${server}`],
    [fromServer, 'tcp', `52.1.2.3 refuses TCP 443 to ${server}`],
    [port, 'udp', `10.20.0.1 refuses UDP 443 to ${server}`],
    [fromServer, 'udp', `Nothing listens on UDP 443 at ${server}`],
  ])('%o over %s', (parameters, transport, title) => {
    const words = sampleWords(RULE, parameters, { transport });
    expect(words.title).toBe(title);
    expect(words.rivals.length).toBeGreaterThan(0);
    expect(words.remedy).toContain('52.1.2.3');
  });

  it('names the message and counts it', () => {
    expect(sampleWords(RULE).evidence).toEqual([
      `ICMP type 3 code 1 (host unreachable) from 10.20.0.1, quoting the packet to ${server}`,
      '4 such messages in all',
    ]);
    const v6 = sampleWords(RULE, { version: 6, type: 1, code: 0, what: 'network', errors: 1 });
    expect(v6.evidence).toEqual([
      `ICMPv6 type 1 code 0 (no route to destination) from 10.20.0.1, quoting the packet to ${server}`,
    ]);
  });

  it('tells a filter from a computer where nothing listens', () => {
    expect(sampleWords(RULE, port).explanation).toContain('would answer with a TCP reset');
    expect(sampleWords(RULE, port).explanation).toContain('a router or firewall on the way');
    expect(sampleWords(RULE, fromServer).explanation).toContain('with the address of the server');
    expect(sampleWords(RULE, fromServer, { transport: 'udp' }).explanation).not.toContain('TCP reset');
  });
});
