import { describe, expect, it } from 'vitest';
import { clientCertificate } from '../../../src/detect/push/client-certificate.ts';
import { at, seen } from '../../support/flow-facts.ts';
import { accepted, pushCertificate, REFUSAL, refusedWith, sealed, shown } from '../../support/push-certificates.ts';

const leaf = pushCertificate(200);

describe('the certificate that Jamf Pro presents', () => {
  it('is readable up to TLS 1.2', () => {
    expect(clientCertificate(accepted(leaf))).toEqual({
      ...{ version: 0x0303, chain: [leaf], at: at(0.05), appleAsks: true, refusal: undefined },
    });
  });

  it('comes with the alert that refuses it', () => {
    expect(clientCertificate(refusedWith(46, leaf))?.refusal).toEqual({ alertCode: 46, at: at(0.07) });
    expect(clientCertificate(refusedWith(80, leaf))?.refusal).toBeUndefined();
  });

  it('may be none, and then other alerts refuse that', () => {
    expect(clientCertificate(refusedWith(40))).toMatchObject({ chain: [], refusal: { alertCode: 40 } });
    expect(clientCertificate(refusedWith(40, leaf))?.refusal).toBeUndefined();
  });

  it('is hidden by TLS 1.3, but for the pattern of its refusal', () => {
    expect(clientCertificate(sealed(REFUSAL))).toMatchObject({ version: 0x0304, chain: undefined, refusal: {} });
    expect(clientCertificate(sealed(REFUSAL.slice(0, 6)))).toBeUndefined();
    expect(clientCertificate(sealed(REFUSAL, { serverName: undefined }))).toBeUndefined();
  });

  it('is not judged where bytes are missing or cannot be read', () => {
    const gap = seen('tls-gap', 0, 0.045, { missing: 100 });
    expect(clientCertificate({ ...accepted(leaf), observations: [gap, ...shown([leaf])] })).toBeUndefined();
    const unreadable = seen('tls-certificates', 0, 0.05, { certificates: [], unreadable: 1 });
    expect(
      clientCertificate({ ...accepted(leaf), observations: [...shown([]).slice(0, 2), unreadable] }),
    ).toBeUndefined();
  });
});
