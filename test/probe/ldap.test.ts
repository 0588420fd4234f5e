import { describe, expect, it } from 'vitest';
import { ORIGINATOR, RESPONDER } from '../../src/flow/direction.ts';
import {
  ldap,
  MAX_LDAP_MESSAGE,
  MAX_LDAP_MESSAGES,
  MAX_LDAP_OBSERVATIONS,
  MAX_LDAP_REFERENCES,
} from '../../src/probe/ldap.ts';
import { START_TLS_OID } from '../../src/wire/ldap-codes.ts';
import { concat, hex } from '../support/hex.ts';
import { LDAP_SAMPLES as S } from '../support/ldap-samples.ts';
import { expectSurvival } from '../support/probe-mutations.ts';
import { script } from '../support/probe-script.ts';

const repeated = (count: number, ...bytes: Uint8Array[]) =>
  concat(...Array.from({ length: count }, () => bytes).flat());

describe('ldap', () => {
  it('tells a bind, a search with its entries, and the end, and never who asked', () => {
    const told = script(ldap)
      .originator(S.simpleBind)
      .responder(S.bindSuccess)
      .originator(S.search)
      .responder(S.entry, S.reference, S.searchDone)
      .originator(S.unbind);
    told.expect(
      [
        { kind: 'ldap-bind', from: 0, id: 1, method: 'simple', cleartextCredentials: true, at: { frame: 1 } },
        { kind: 'ldap-result', from: 1, id: 1, operation: 'bind', code: 0, codeName: 'success', entries: undefined },
        { kind: 'ldap-request', from: 0, id: 2, operation: 'search', oid: undefined },
        { kind: 'ldap-reference', from: 1, referrals: ['ldap://branch.corp.example'] },
        { kind: 'ldap-result', from: 1, operation: 'search', code: 0, entries: 1, referrals: [] },
        { kind: 'ldap-request', from: 0, operation: 'unbind' },
      ],
      'continue',
    );
    expect(JSON.stringify(told.replay().observations)).not.toMatch(/jamf|hunter|dc=/);
  });

  it('tells a refusal by its code, and by the one of Active Directory', () => {
    script(ldap)
      .originator(S.simpleBind)
      .responder(S.invalidCredentials)
      .expect([{}, { code: 49, codeName: 'invalidCredentials', directoryError: undefined }]);
    script(ldap)
      .responder(S.directoryRefusal)
      .expect([{ operation: 'bind', code: 49, directoryError: '52e' }], 'continue');
  });

  it('tells referrals, and why the server hangs up', () => {
    script(ldap)
      .responder(S.referral, S.notice)
      .expect([
        { operation: 'search', codeName: 'referral', referrals: ['ldap://dc2.corp.example:389'], entries: undefined },
        { operation: 'extended', codeName: 'unavailable', oid: '1.3.6.1.4.1.1466.20036' },
      ]);
  });

  it('hands over behind the answer to StartTLS', () => {
    const oid = START_TLS_OID;
    script(ldap)
      .originator(S.startTls)
      .responder(S.startTlsSuccess)
      .originator(hex`16 0301 0170`)
      .expect(
        [
          { kind: 'ldap-request', operation: 'extended', oid },
          { kind: 'ldap-result', oid, code: 0 },
        ],
        {
          handOver: S.startTlsSuccess.length,
          from: RESPONDER,
          via: 'starttls',
        },
      );
  });

  it('goes on where StartTLS is refused, or another extension succeeds', () => {
    const refused = hex`300c 020101 7807 0a0102 0400 0400`;
    script(ldap)
      .originator(S.startTls)
      .responder(refused)
      .originator(S.simpleBind)
      .expect([{}, { oid: START_TLS_OID, codeName: 'protocolError' }, { kind: 'ldap-bind' }], 'continue');
    script(ldap)
      .originator(S.whoAmI)
      .responder(S.whoAmIAnswer)
      .expect([{ oid: '1.3.6.1.4.1.4203.1.11.3' }, { oid: '1.3.6.1.4.1.4203.1.11.3', code: 0 }], 'continue');
  });

  it('hands TLS over at a message boundary where StartTLS was not seen', () => {
    script(ldap)
      .responder(S.startTlsSuccess, hex`16 0303 009b`)
      .expect([{ code: 0, oid: undefined }], { handOver: S.startTlsSuccess.length, from: RESPONDER, via: 'starttls' });
  });

  it('leaves alone what a SASL security layer seals', () => {
    script(ldap)
      .originator(S.digestBind)
      .responder(S.saslInProgress, S.digestSuccess)
      .originator(S.digestSealed)
      .expect(
        [
          { method: 'sasl', saslMechanism: 'DIGEST-MD5', cleartextCredentials: false },
          { codeName: 'saslBindInProgress' },
          { codeName: 'success' },
          { kind: 'ldap-security-layer', from: 0 },
        ],
        'done',
      );
  });

  it('is done where other bytes follow, without calling them sealed', () => {
    script(ldap)
      .originator(S.simpleBind, 'GET / HTTP/1.1')
      .expect([{ kind: 'ldap-bind' }], 'done');
    script(ldap).originator(S.simpleBind, S.digestSealed).expect([{}], 'done');
  });

  it('reads other operations by their heads', () => {
    script(ldap)
      .originator(S.modify, S.compare)
      .responder(S.modifySuccess, S.compareTrue)
      .expect([
        { kind: 'ldap-request', operation: 'modify' },
        { kind: 'ldap-request', operation: 'compare' },
        { kind: 'ldap-result', operation: 'modify', codeName: 'success' },
        { kind: 'ldap-result', operation: 'compare', codeName: 'compareTrue' },
      ]);
  });

  it('reads datagrams (MS-ADTS 6.3.3)', () => {
    script(ldap, { transport: 'udp' })
      .originator(S.search)
      .responder(S.entry, S.searchDone)
      .expect([{ operation: 'search' }, { operation: 'search', entries: 1 }], 'continue');
  });

  it('passes over entries of any size, and reads no more of a message than its bound', () => {
    const entry = concat(hex`3084 00100000 020102 6484 000ffff7 0400 3084 000fffef`, new Uint8Array(0xfffef));
    script(ldap)
      .originator(S.search)
      .responder(entry, S.searchDone)
      .expect([{}, { operation: 'search', entries: 1 }]);
    const token = concat(hex`3082 2018 020101 6082 2011 020103 0400 a382 2008 0404 4e544c4d`, new Uint8Array(0x2002));
    expect(token.length).toBeGreaterThan(MAX_LDAP_MESSAGE);
    script(ldap)
      .originator(token, S.unbind)
      .expect([{ method: 'sasl', saslMechanism: 'NTLM' }, { operation: 'unbind' }]);
  });

  it('reads on behind a gap within a message, and is done at any other', () => {
    script(ldap)
      .originator(S.simpleBind.subarray(0, 54))
      .gap(ORIGINATOR, 4)
      .originator(S.unbind)
      .expect([{ method: 'simple' }, { operation: 'unbind' }], 'continue');
    script(ldap)
      .originator(S.startTls.subarray(0, 12))
      .gap(ORIGINATOR, 3)
      .originator(S.startTls.subarray(15), S.unbind)
      .expect([{ operation: 'extended', oid: undefined }, { operation: 'unbind' }], 'continue');
    script(ldap).originator(S.simpleBind).gap(ORIGINATOR, 7).originator(S.unbind).expect([{}], 'done');
    script(ldap).originator(S.simpleBind, S.unbind.subarray(0, 2)).gap(ORIGINATOR, 9).expect([{}], 'done');
    script(ldap).originator(S.simpleBind, S.searchDone.subarray(0, 8)).gap(ORIGINATOR, 9).expect([{}], 'done');
  });

  it('ends at its bounds', () => {
    const binds = script(ldap).originator(repeated(100, S.simpleBind)).replay();
    expect([binds.observations.length, binds.answer]).toEqual([MAX_LDAP_OBSERVATIONS, 'done']);
    const entries = script(ldap).originator(S.search).responder(repeated(MAX_LDAP_MESSAGES, S.entry)).replay();
    expect([entries.observations.length, entries.answer]).toEqual([1, 'done']);
    const references = script(ldap).responder(repeated(50, S.reference)).replay();
    expect([references.observations.length, references.answer]).toEqual([MAX_LDAP_REFERENCES, 'continue']);
  });

  it('leaves the rest alone', () => {
    for (const other of [hex`16 0301 0005`, concat('GET / HTTP/1.1\r\n\r\n'), S.digestSealed])
      script(ldap).originator(other).expect([], 'reject');
    script(ldap).originator(S.search.subarray(0, 9)).expect([], 'more');
  });

  it.each([
    [[S.simpleBind, S.bindSuccess, S.search, concat(S.entry, S.reference, S.searchDone), S.unbind]],
    [[S.startTls, S.startTlsSuccess, hex`16 0301 0170`]],
    [[S.digestBind, S.saslInProgress, S.digestBind, S.digestSuccess, S.digestSealed]],
    [[S.search, S.referral, S.simpleBind, concat(S.directoryRefusal, S.notice)]],
  ])('survives whatever becomes of it (%#)', (messages) => {
    const said = messages.map((bytes, index) => [index % 2 === 0 ? ORIGINATOR : RESPONDER, bytes] as const);
    expectSurvival(ldap, said, MAX_LDAP_OBSERVATIONS);
  });
});
