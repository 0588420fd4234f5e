import { describe, expect, it } from 'vitest';
import type { FlowFacts } from '../../../src/classify/flow-facts.ts';
import { proxyAuthentication } from '../../../src/detect/blocked/proxy-authentication.ts';
import { SocksLoginSession, socksRefusal } from '../../../src/detect/blocked/socks-login.ts';
import { captureFacts, detectorContext } from '../../support/detector-table.ts';
import { at, type FlowSketch, greeted, seen, TENANT } from '../../support/flow-facts.ts';

const SOCKS = { server: '10.20.0.8', port: 1080, protocol: 'socks', serverName: undefined } as const;
const begun = (start: number, method: string) => [
  seen('socks-greeting', 0, start + 0.02, { methods: ['none'] }),
  seen('socks-method', 1, start + 0.03, { method }),
];

function turnedAway(sketch: FlowSketch = {}, method = 'refused'): FlowFacts {
  return greeted({ ...SOCKS, observations: begun(sketch.start ?? 0, method), ...sketch });
}

/** A flow that logs in, or need not, and gets to a host. */
function opened(host: string, sketch: FlowSketch = {}): FlowFacts {
  const start = sketch.start ?? 0;
  const observations = [
    ...begun(start, 'none'),
    seen('socks-request', 0, start + 0.04, { command: 'connect', host, port: 443 }),
    seen('socks-reply', 1, start + 0.05, { granted: true }),
  ];
  return greeted({ ...SOCKS, serverName: host, observations, ...sketch });
}

function findings(flows: FlowFacts[], lastTime = 60e9) {
  const context = detectorContext();
  const session = new SocksLoginSession(context);
  for (const flow of flows) context.survey.note(flow);
  for (const flow of [...flows, ...flows]) session.flow(flow);
  return session.conclude(captureFacts({ lastTime }));
}

describe('a SOCKS proxy that turns clients away', () => {
  it.each<[string, FlowFacts, string | undefined]>([
    ['by all their methods', turnedAway(), 'no-acceptable-method'],
    [
      'by their password',
      turnedAway({
        observations: [...begun(0, 'password'), seen('socks-authentication', 1, 0.04, { accepted: false })],
      }),
      'login-refused',
    ],
    ['which do not log in', turnedAway({ tcp: { fin: [at(0.05), undefined] } }, 'password'), 'login-wanted'],
    ['not yet: the login may come', turnedAway({}, 'password'), undefined],
    [
      'not: the login is taken',
      turnedAway({
        observations: [...begun(0, 'password'), seen('socks-authentication', 1, 0.04, { accepted: true })],
      }),
      undefined,
    ],
    ['not: none is wanted', turnedAway({}, 'none'), undefined],
    ['in a way that cannot be read', turnedAway({}, 'gssapi'), undefined],
    ['behind their request, which is another matter', opened(TENANT), undefined],
    ['where it is no SOCKS', greeted(), undefined],
  ])('%s', (_, flow, answer) => {
    expect(socksRefusal(flow)?.answer).toBe(answer);
  });

  it('is worth knowing where nothing tells what is behind it', () => {
    const [finding, ...rest] = findings([turnedAway({ id: 501 }), turnedAway({ id: 502, start: 5 })]);
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({ severity: 'info', services: [], flows: [501, 502], cause: '10.20.0.8:1080' });
    expect(finding.parameters).toMatchObject({ method: 'SOCKS', host: '', challenges: 2, loginHosts: [] });
    expect(finding.exhibits[0].frames).toEqual([at(0.02), at(0.03)]);
  });

  it('is a fault where others reach a documented service through it', () => {
    const [finding] = findings([turnedAway({ id: 503 }), opened(TENANT, { client: '10.20.0.21' })]);
    expect(finding).toMatchObject({ confidence: 'moderate', flows: [503], parameters: { loginHosts: [TENANT] } });
    expect(finding.severity).toBeUndefined();
    expect(finding.services).toContain('jamf-pro-https');
  });

  it('is nothing where the client is let through afterwards, or may yet be', () => {
    expect(findings([turnedAway(), opened('www.example.org', { start: 2 })])).toEqual([]);
    expect(findings([turnedAway()], 3e9)).toEqual([]);
  });

  it('is reported by the rule on proxies that want a login', () => {
    const session = proxyAuthentication.open(detectorContext());
    expect(proxyAuthentication.hearsAll).toBe(true);
    session.flow(turnedAway());
    expect(session.conclude(captureFacts())).toHaveLength(1);
  });
});
