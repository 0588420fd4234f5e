import { describe, expect, it } from 'vitest';
import { MAX_LISTED } from '../../src/engine/listed.ts';
import { tlsReport } from '../../src/engine/tls-report.ts';
import type { Observation } from '../../src/probe/registry.ts';
import { decodeClientHello } from '../../src/wire/tls-client-hello.ts';
import { clientHello, extension, lengthed, serverName } from '../support/client-hello.ts';
import { flowFacts, seen } from '../support/flow-facts.ts';
import { concat, hex } from '../support/hex.ts';

const alpn = (...names: readonly string[]) =>
  extension(hex`0010`, lengthed(concat(...names.flatMap((name) => [Uint8Array.of(name.length), name]))));
const versions = (...codes: readonly number[]) =>
  extension(hex`002b`, concat(Uint8Array.of(2 * codes.length), ...codes.map((code) => Uint8Array.of(code >> 8, code))));

const hello = decodeClientHello(
  clientHello({ extensions: [serverName('acme.jamfcloud.com'), alpn('h2', 'http/1.1'), versions(0x0304, 0x0303)] }),
)!;
const said = seen('tls-client-hello', 0, 1, { hello });
const answer = { version: 0x0304, cipherSuite: 0x1301, alpn: 'h2', length: 90 };
const certificate = {
  subjectText: 'CN=acme.jamfcloud.com',
  issuerText: 'CN=Example CA,O=Example',
  notBefore: Date.UTC(2026, 0, 1),
  notAfter: undefined,
  subjectAltNames: { dns: ['acme.jamfcloud.com'], ip: ['192.0.2.1'] },
  sha256: 'ab'.repeat(32),
};

function reportOf(observations: readonly Observation[], protocol = 'tls') {
  return tlsReport(flowFacts({ observations, protocol }));
}

describe('tlsReport', () => {
  it('is nothing where no TLS was seen', () => {
    expect(reportOf([seen('dns-query', 0, 1)])).toBeUndefined();
  });

  it('says what the hellos, certificates and alerts said', () => {
    const report = reportOf([
      said,
      seen('tls-server-hello', 1, 2, { hello: answer, resumed: false }),
      seen('tls-certificates', 1, 2, { certificates: [certificate] }),
      seen('tls-alert', 0, 3, { level: 2, code: 48 }),
    ]);
    expect(report).toEqual({
      version: '1.3',
      clientVersions: ['1.3', '1.2'],
      alpnOffered: ['h2', 'http/1.1'],
      alpn: 'h2',
      cipher: 'TLS_AES_128_GCM_SHA256',
      serverName: 'acme.jamfcloud.com',
      ja3: expect.stringMatching(/^[0-9a-f]{32}$/),
      ja4: expect.stringMatching(/^t13d0103h2_/),
      resumed: false,
      certificates: [
        {
          subject: 'CN=acme.jamfcloud.com',
          issuer: 'CN=Example CA,O=Example',
          notBefore: '2026-01-01T00:00:00Z',
          notAfter: null,
          sans: ['acme.jamfcloud.com', '192.0.2.1'],
          sha256: 'ab'.repeat(32),
        },
      ],
      alerts: [{ from: 'originator', level: 'fatal', code: 48, name: 'unknown_ca', at: { input: 0, frame: 3001 } }],
    });
  });

  it('leaves open what nobody answered', () => {
    expect(reportOf([said])).toMatchObject({ version: null, cipher: null, resumed: false, certificates: [] });
    expect(reportOf([said])).not.toHaveProperty('alpn');
  });

  it('leaves open what the client said where only the server was seen', () => {
    const report = reportOf([seen('tls-server-hello', 1, 2, { hello: answer, resumed: true })]);
    expect(report).toMatchObject({ serverName: null, ja3: null, ja4: null, clientVersions: [], resumed: true });
  });

  it('takes the version of the message where no list of versions was sent', () => {
    const old = decodeClientHello(clientHello())!;
    expect(reportOf([seen('tls-client-hello', 0, 1, { hello: old })])).toMatchObject({ clientVersions: ['1.2'] });
  });

  it('goes by the second hello after a retry', () => {
    const again = decodeClientHello(clientHello({ extensions: [serverName('other.example')] }))!;
    expect(reportOf([said, seen('tls-client-hello', 0, 2, { hello: again, again: true })])?.serverName).toBe(
      'other.example',
    );
  });

  it('knows QUIC, and tunnels', () => {
    expect(reportOf([said], 'quic')?.ja4).toMatch(/^q13/);
    expect(reportOf([{ ...said, via: 'connect' }], 'http')?.via).toBe('connect');
  });

  it('bounds every list and counts what it leaves out', () => {
    const many = { ...hello, alpn: Array.from({ length: 70 }, (_, index) => `p${index}`) };
    const names = Array.from({ length: 100 }, (_, index) => `host-${index}.example`);
    const wordy = { ...certificate, subjectAltNames: { dns: names, ip: [] } };
    const report = reportOf([
      seen('tls-client-hello', 0, 1, { hello: many }),
      seen('tls-certificates', 1, 2, { certificates: [wordy, ...new Array(67).fill(certificate)] }),
      ...Array.from({ length: 65 }, (_, index) => seen('tls-alert', 0, 3 + index, { level: 1, code: 0 })),
    ]);
    const lists = [report?.alpnOffered, report?.certificates, report?.alerts, report?.certificates[0].sans];
    expect(lists.map((list) => list?.length)).toEqual(new Array(4).fill(MAX_LISTED));
    expect(report?.omitted).toBe(6 + 36 + 4 + 1);
  });
});
