import { analyze, type Report } from 'jamscope';
import type { FindingFilter } from 'jamscope/vitest';
import 'jamscope/vitest';
import { describe, expect, it } from 'vitest';

const reportOf = (name: string): Promise<Report> =>
  analyze(new URL(`../fixtures/${name}`, import.meta.url).pathname, { rethrow: true });

const blocked = await reportOf('syn-unanswered-5223');
const refusedName = await reportOf('dns-refused');
const inspected = await reportOf('inspection-zscaler-enrollment');
const clean = await reportOf('apns-5223-tls13');

describe('toHaveFinding', () => {
  it.each<[string, Report, string, FindingFilter | undefined]>([
    ['a rule', blocked, 'blocked/syn-unanswered', undefined],
    ['its severity', blocked, 'blocked/syn-unanswered', { severity: 'error' }],
    ['a service by ref', blocked, 'blocked/syn-unanswered', { service: 'S22' }],
    ['a service by id', blocked, 'blocked/syn-unanswered', { service: 'managed-device-apns' }],
    ['a group', blocked, 'blocked/syn-unanswered', { service: 'apns' }],
    ['a host by name', blocked, 'blocked/syn-unanswered', { host: '1-Courier.push.apple.com' }],
    ['a host by address', blocked, 'blocked/syn-unanswered', { host: '17.57.144.20' }],
    ['a host by pattern, however often', blocked, 'blocked/syn-unanswered', { host: /push\.apple/g }],
    ['a name that was asked for', refusedName, 'blocked/dns', { host: /^acme\.jamfcloud\.com$/ }],
    ['all of it at once', inspected, 'inspection/known-vendor', { host: /apple/, service: 'apple', severity: 'error' }],
  ])('knows %s', (_, report, rule, filter) => {
    expect(report).toHaveFinding(rule, filter);
    expect(report).toHaveFinding(rule, filter);
    expect(() => expect(report).not.toHaveFinding(rule, filter)).toThrow(
      /^expected no finding .* but found\n {2}error /s,
    );
  });

  it.each<[string, Report, string, FindingFilter | undefined]>([
    ['rule', blocked, 'blocked/syn-reset', undefined],
    ['severity', blocked, 'blocked/syn-unanswered', { severity: 'warning' }],
    ['service', blocked, 'blocked/syn-unanswered', { service: 'S21' }],
    ['host', blocked, 'blocked/syn-unanswered', { host: 'courier.push.apple.com' }],
    ['finding at all', clean, 'blocked/syn-unanswered', undefined],
  ])('tells another %s', (_, report, rule, filter) => {
    expect(report).not.toHaveFinding(rule, filter);
  });

  it('says what was found instead', () => {
    expect(() => expect(blocked).toHaveFinding('blocked/syn-reset', { host: /jamfcloud/ })).toThrow(
      /^expected a finding blocked\/syn-reset with host \/jamfcloud\/, but found\n {2}error blocked\/syn-unanswered: .+ at frame \d+, \d+/,
    );
    expect(() => expect(clean).toHaveFinding('blocked/dns')).toThrow(
      /^expected a finding blocked\/dns, but found\n {2}none; \d+ packets, \d+ flows, 1 of documented services$/,
    );
  });
});

describe('toHaveNoFindings', () => {
  it('leaves out what the site configuration excepts', async () => {
    const path = new URL('../fixtures/syn-unanswered-5223', import.meta.url).pathname;
    const rule = 'blocked/syn-unanswered';
    const exceptions = [{ rule, reason: 'ticket 17', until: '2099-12-31' }];
    const report = await analyze(path, { config: { exceptions }, rethrow: true });
    expect(report).toHaveNoFindings();
    expect(report).toHaveFinding(rule);
    expect(report.summary).toMatchObject({ verdict: 'clean', findings: { error: 0 }, excepted: 1 });
  });

  it('counts within its bounds', () => {
    expect(clean).toHaveNoFindings();
    expect(blocked).not.toHaveNoFindings();
    expect(blocked).toHaveNoFindings({ family: 'inspection' });
    expect(blocked).not.toHaveNoFindings({ family: 'blocked', severity: 'error' });
  });

  it('takes a severity as the least that counts', async () => {
    const truncated = await reportOf('capture-truncated');
    expect(truncated).toHaveFinding('capture/truncated', { severity: 'warning' });
    expect(truncated).toHaveNoFindings({ severity: 'error' });
    expect(truncated).not.toHaveNoFindings({ severity: 'warning' });
    expect(truncated).not.toHaveNoFindings({ severity: 'info' });
  });

  it('names what was found', () => {
    expect(() => expect(inspected).toHaveNoFindings({ severity: 'warning' })).toThrow(
      /^expected no findings at or above warning, but found\n {2}error inspection\/known-vendor: .+ at frame \d+$/,
    );
    expect(() => expect(clean).not.toHaveNoFindings({ family: 'push' })).toThrow(
      /^expected findings of push\/, but found\n {2}none/,
    );
  });
});

describe('toReachService', () => {
  it('knows services and groups, of which one suffices', () => {
    expect(clean).toReachService('S22');
    expect(clean).toReachService('managed-device-apns');
    expect(clean).toReachService('apns');
    expect(clean).not.toReachService('S4');
    expect(blocked).not.toReachService('apns');
    expect(inspected).not.toReachService('A:device-management');
  });

  it('takes degraded as reached', async () => {
    expect(await reportOf('apns-fallback')).toReachService('apns');
  });

  it('says what stands in the way', () => {
    expect(() => expect(blocked).toReachService('apns')).toThrow(
      /^expected apns to be reached, but\n {2}S22 \(.+\) is blocked, flows: 1\n {4}error blocked\/syn-unanswered: .+\n {2}S4 .+ is not-observed/,
    );
    expect(() => expect(clean).not.toReachService('apns')).toThrow(
      /^expected apns not to be reached, but\n {2}S22 .* is healthy, flows: 1/,
    );
  });
});

it('takes wrong arguments as errors, behind "not" as well', () => {
  expect(() => expect(clean).not.toReachService('apsn')).toThrow('there is no service or group "apsn"');
  expect(() => expect(blocked).not.toHaveFinding('blocked/dns', { service: 'S99' })).toThrow('there is no service');
  for (const received of [undefined, 'office.pcapng', {}, analyze])
    expect(() => expect(received).not.toHaveFinding('blocked/dns')).toThrow('expected a report');
});
