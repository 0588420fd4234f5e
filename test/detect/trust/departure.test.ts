import { describe, expect, it } from 'vitest';
import { departureOf } from '../../../src/detect/trust/departure.ts';
import { presented } from '../../support/certificates.ts';
import { at, seen } from '../../support/flow-facts.ts';
import {
  alertOf,
  brokenOff,
  finished,
  hiddenFlight,
  ownCertificate,
  sealed,
  wentThrough,
} from '../../support/own-server.ts';

const shown = presented(0.04, ownCertificate());

describe('departureOf', () => {
  it('is a refusal', () => {
    expect(departureOf(brokenOff([...shown, alertOf(48)]))).toMatchObject({ how: 'alert', alertCode: 48 });
    expect(departureOf(brokenOff([...hiddenFlight, sealed(0, 19)]))).toMatchObject({ how: 'encrypted-alert' });
  });

  it('is a client that finishes, says nothing and leaves first', () => {
    const leaves = wentThrough([...shown, ...finished, sealed(0, 26, 21)]);
    expect(departureOf(leaves)).toEqual({ how: 'left', at: at(1), alertCode: undefined, version: 0x0303 });
  });

  it.each([
    ['speaks', wentThrough([...shown, ...finished, sealed(0, 200)])],
    ['is left by the server', wentThrough([...shown, ...finished], { tcp: { fin: [at(2), at(1)] } })],
    ['resumes', wentThrough(finished)],
    ['is under TLS 1.3, where no more is told', wentThrough([...hiddenFlight, sealed(0, 53)])],
    ['was not captured whole', wentThrough([...shown, ...finished, seen('tls-gap', 0, 0.5, { missing: 400 })])],
  ])('is none where the client %s', (_, flow) => {
    expect(departureOf(flow)).toBeUndefined();
  });
});
