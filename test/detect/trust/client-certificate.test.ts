import { describe, expect, it } from 'vitest';
import { clientCertificateRefusal } from '../../../src/detect/trust/client-certificate.ts';
import type { Observation } from '../../../src/probe/registry.ts';
import { presented } from '../../support/certificates.ts';
import { at, rst, seen } from '../../support/flow-facts.ts';
import { alertOf, brokenOff, hiddenFlight, ownCertificate, sealed, wentThrough } from '../../support/own-server.ts';

const own = ownCertificate({ subjectText: 'CN=jim.corp.example' });
const asks = seen('tls-certificate-request', 1, 0.04, { request: { authorities: ['CN=Root'], certificateTypes: [] } });
const shows = (...certificates: object[]) => seen('tls-certificates', 0, 0.05, { certificates, unreadable: 0 });
const server = presented(0.04, ownCertificate());
const of = (...observations: Observation[]) => clientCertificateRefusal(brokenOff(observations, CLOSED));
/** The server closes. */
const CLOSED = { tcp: { fin: [undefined, at(0.07)] } } as const;

describe('clientCertificateRefusal up to TLS 1.2', () => {
  it("is the server's alert behind the client's certificate", () => {
    expect(of(...server, asks, shows(own), alertOf(48, 1))).toEqual({
      how: 'alert',
      at: at(0.06),
      shownAt: at(0.05),
      missing: false,
      chain: [own],
      alertCode: 48,
      asked: true,
      authorities: ['CN=Root'],
      version: 0x0303,
    });
  });

  it('is an alert behind an empty one', () => {
    expect(of(...server, asks, shows(), alertOf(40, 1))).toMatchObject({ missing: true, alertCode: 40 });
  });

  it.each([
    ['no certificate of the client came', [...server, asks, alertOf(40, 1)]],
    ['the client says it', [...server, asks, shows(own), alertOf(48)]],
    ['the alert came first', [...server, asks, alertOf(48, 1), shows(own)]],
    ['somebody connected and left', [...server, asks, shows(own), alertOf(50, 1)]],
    ['the server says goodbye', [...server, asks, shows(own), alertOf(0, 1)]],
    [
      'the certificate could not be read',
      [...server, seen('tls-certificates', 0, 0.05, { certificates: [], unreadable: 1 }), alertOf(40, 1)],
    ],
    ['bytes are missing', [...server, asks, shows(own), seen('tls-gap', 1, 0.055, { missing: 9 }), alertOf(48, 1)]],
  ])('is none where %s', (_, observations) => {
    expect(of(...observations)).toBeUndefined();
  });

  it('is none where the handshake went through, or a reset was forged', () => {
    const observations = [...server, asks, shows(own), alertOf(48, 1)];
    expect(clientCertificateRefusal(wentThrough(observations))).toBeUndefined();
    const forged = { tcp: { resets: [rst(0.06)], dataAfterReset: at(0.07) } };
    expect(clientCertificateRefusal(brokenOff(observations, forged))).toBeUndefined();
  });
});

describe('clientCertificateRefusal under TLS 1.3', () => {
  const flight = (...lengths: number[]) => lengths.map((length) => sealed(0, length));

  it('is a short record of the server behind a large one of the client', () => {
    expect(of(...hiddenFlight, ...flight(1865, 281, 69, 87), sealed(1, 19))).toMatchObject({
      how: 'encrypted-alert',
      missing: false,
      chain: undefined,
      alertCode: undefined,
      version: 0x0304,
    });
  });

  it.each([
    ['from Java', [...flight(1900), sealed(1, 35)], false],
    ['from GnuTLS, with its goodbye', [...flight(1900, 69), sealed(1, 19), sealed(1, 19)], false],
    ['behind an empty certificate', [...flight(25, 69), sealed(1, 19)], true],
  ] as const)('is one %s', (_, observations, missing) => {
    expect(of(...hiddenFlight, ...observations)).toMatchObject({ missing });
  });

  it.each([
    ['the client has only finished', [...flight(69, 200), sealed(1, 19)]],
    ['the server has more to say', [...flight(1865, 69), sealed(1, 250), sealed(1, 19)]],
    ['the server says nothing', flight(1865, 69)],
    ['the client said goodbye before', [...flight(1865, 69, 19), sealed(1, 19)]],
  ])('is none where %s', (_, observations) => {
    expect(of(...hiddenFlight, ...observations)).toBeUndefined();
  });

  it('is none where the client left before', () => {
    const left = brokenOff([...hiddenFlight, ...flight(1865, 69), sealed(1, 19)], {
      tcp: { fin: [at(0.01), at(0.07)] },
    });
    expect(clientCertificateRefusal(left)).toBeUndefined();
  });
});
