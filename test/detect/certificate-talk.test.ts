import { describe, expect, it } from 'vitest';
import { certificateTalk, sealedRefusal } from '../../src/detect/certificate-talk.ts';
import type { Observation } from '../../src/probe/registry.ts';
import { presented } from '../support/certificates.ts';
import { at, seen } from '../support/flow-facts.ts';
import { alertOf, brokenOff, hiddenFlight, ownCertificate, sealed } from '../support/own-server.ts';

const own = ownCertificate({ subjectText: 'CN=jim.corp.example' });
const asks = seen('tls-certificate-request', 1, 0.04, { request: { authorities: ['CN=Root'], certificateTypes: [] } });
const shows = seen('tls-certificates', 0, 0.05, { certificates: [own], unreadable: 0 });
const server = presented(0.04, ownCertificate());

it('keeps what was asked, shown and answered', () => {
  expect(certificateTalk(brokenOff([...server, asks, shows, alertOf(0, 1), alertOf(48, 1)]))).toMatchObject({
    asked: true,
    authorities: ['CN=Root'],
    chain: [own],
    shownAt: at(0.05),
    alert: { code: 48 },
  });
});

it.each<[string, Observation[]]>([
  ['the server has not answered', []],
  ['bytes are missing', [...server, seen('tls-gap', 0, 0.05, { missing: 9 })]],
  [
    'the certificate cannot be read',
    [...server, seen('tls-certificates', 0, 0.05, { certificates: [], unreadable: 1 })],
  ],
])('says nothing where %s', (_, observations) => {
  expect(certificateTalk(brokenOff(observations))).toBeUndefined();
});

describe('sealedRefusal', () => {
  const refusal = (...records: Observation[]) => {
    const flow = brokenOff([...hiddenFlight, ...records], { tcp: { fin: [undefined, at(0.2)] } });
    return sealedRefusal(flow, certificateTalk(flow)!)?.length;
  };

  it.each([19, 35, 11])('is a record of %d bytes behind the flight of the client', (length) => {
    expect(refusal(sealed(0, 2000), sealed(1, length))).toBe(length);
  });

  it('may be followed by a goodbye, and by nothing else', () => {
    expect(refusal(sealed(0, 2000), sealed(1, 19), sealed(1, 19))).toBe(19);
    expect(refusal(sealed(0, 2000), sealed(1, 19), sealed(1, 19), sealed(1, 19))).toBeUndefined();
    expect(refusal(sealed(0, 2000), sealed(1, 19), sealed(1, 400))).toBeUndefined();
  });

  it('is none behind a goodbye of the client', () => {
    expect(refusal(sealed(0, 2000), sealed(0, 19), sealed(1, 19))).toBeUndefined();
  });
});
