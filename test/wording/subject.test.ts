import { describe, expect, it } from 'vitest';
import { subjectOf } from '../../src/wording/subject.ts';
import { sampleFinding, sampleSnapshot } from '../support/sample-snapshot.ts';

describe('subjectOf', () => {
  it('guards every text of parameters and scope', () => {
    const finding = sampleFinding(
      'blocked/dns',
      { names: ['evil\u001b[2J.apple.com'], extendedError: 'x\u202ey\n' },
      { serverNames: ['a\u009bb'] },
    );
    const { parameters, scope } = subjectOf(finding, []);
    expect(parameters).toMatchObject({
      names: ['evil\\x1b[2J.apple.com'],
      extendedError: 'x\\u{202e}y\\x0a',
      queries: 6,
    });
    expect(scope.serverNames).toEqual(['a\\x9bb']);
    const proxied = { proxies: [], asked: ['a\u009bb:443'], servers: [], ports: [] };
    const through = sampleFinding('blocked/dns', {}, { proxied });
    expect(subjectOf(through, []).scope.proxied?.asked).toEqual(['a\\x9bb:443']);
  });

  it('knows where a built-in row leads, and nothing of a row of the site', () => {
    const finding = sampleFinding('blocked/syn-unanswered');
    const apns = sampleSnapshot().services.find((service) => service.id === 'managed-device-apns')!;
    const own = { ...apns, id: 'site-own', ref: 'X1', title: 'Own' };
    expect(subjectOf(finding, [apns, own]).services).toEqual([
      {
        ref: 'S22',
        title: 'Managed devices to APNs',
        destinations: ['*.push.apple.com', '17.0.0.0/8'],
        server: 'Apple Push Notification service',
      },
      { ref: 'X1', title: 'Own', destinations: [] },
    ]);
  });
});
