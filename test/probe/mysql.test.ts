import { describe, expect, it } from 'vitest';
import { ORIGINATOR, RESPONDER } from '../../src/flow/direction.ts';
import { MAX_MYSQL_PACKET, MAX_MYSQL_PACKETS, mysql } from '../../src/probe/mysql.ts';
import { concat, hex } from '../support/hex.ts';
import { MYSQL_SAMPLES as S } from '../support/mysql-samples.ts';
import { expectSurvival } from '../support/probe-mutations.ts';
import { script } from '../support/probe-script.ts';

const NATIVE = 'mysql_native_password';

describe('mysql', () => {
  it('tells greeting, login and outcome, never who, and asks for no more', () => {
    const told = script(mysql).responder(S.greeting).originator(S.login).responder(S.ok).originator(S.query);
    told.expect(
      [
        {
          kind: 'mysql-greeting',
          from: 1,
          at: { frame: 1 },
          version: '10.11.19-MariaDB-0+deb12u1',
          offersTls: true,
          authPlugin: NATIVE,
        },
        { kind: 'mysql-login', from: 0, authPlugin: NATIVE, cleartextCredentials: false, at: { frame: 2 } },
        { kind: 'mysql-result', from: 1, code: 0, codeName: 'OK', at: { frame: 3 } },
      ],
      'done',
    );
    expect(JSON.stringify(told.replay().observations)).not.toMatch(/jamf|salt/);
  });

  it('tells a login that is refused', () => {
    for (const [refusal, code, sqlState] of [
      [S.accessDenied, 1045, '28000'],
      [S.databaseDenied, 1044, '42000'],
    ] as const) {
      script(mysql)
        .responder(S.greeting)
        .originator(S.login)
        .responder(refusal)
        .expect([{}, {}, { kind: 'mysql-result', code, sqlState }], 'done');
    }
  });

  it('tells a host that is refused in place of a greeting', () => {
    script(mysql)
      .responder(S.hostDenied)
      .expect([{ kind: 'mysql-result', from: 1, code: 1130, codeName: 'ER_HOST_NOT_PRIVILEGED' }], 'done');
  });

  it('hands over behind a request for TLS, and not before the hello that comes with it', () => {
    script(mysql)
      .responder(S.greeting)
      .originator(S.tlsRequest, hex`16 0301 0200 0100 01fc`)
      .expect([{ kind: 'mysql-greeting' }, { kind: 'mysql-tls-request', from: 0 }], {
        handOver: S.tlsRequest.length,
        from: ORIGINATOR,
        via: 'mysql',
      });
  });

  it('follows the server to another plugin, and says whether that wants the password as it is', () => {
    script(mysql)
      .responder(S.greeting)
      .originator(S.cleartextLogin)
      .responder(S.authSwitch)
      .originator(S.authAnswer)
      .responder(S.okAfterSwitch)
      .expect(
        [
          {},
          { kind: 'mysql-login', authPlugin: 'mysql_clear_password', cleartextCredentials: true },
          { kind: 'mysql-auth-switch', from: 1, authPlugin: NATIVE, asksCleartext: false },
          { kind: 'mysql-result', code: 0 },
        ],
        'done',
      );
    script(mysql)
      .responder(S.greeting)
      .originator(S.login)
      .responder(hex`080000 02 fe`, 'dialog', hex`00`)
      .originator(hex`090000 03`, 'changeit', hex`00`)
      .responder(S.okAfterSwitch)
      .expect(
        [
          {},
          { cleartextCredentials: false },
          { authPlugin: 'dialog', asksCleartext: true },
          { kind: 'mysql-login', authPlugin: 'dialog', cleartextCredentials: true },
          { code: 0 },
        ],
        'done',
      );
    script(mysql)
      .responder(S.greeting)
      .originator(S.login)
      .responder(hex`080000 02 fe`, 'dialog', hex`00`)
      .originator(hex`010000 03 00`)
      .expect([{}, {}, { asksCleartext: true }], 'continue');
  });

  it('waits through what authentication takes (caching_sha2_password: the full exchange)', () => {
    script(mysql)
      .responder(S.greetingOfMysql8)
      .originator(S.login)
      .responder(hex`020000 02 01 04`)
      .originator(hex`010000 03 02`)
      .responder(hex`040000 04 01 2d2d2d`)
      .originator(hex`020000 05 aabb`)
      .responder(hex`070000 06 00 00 00 0200 0000`)
      .expect([{ version: '8.0.28' }, {}, { code: 0 }], 'done');
  });

  it('knows a flow that began before the capture, and says nothing of it', () => {
    script(mysql).originator(S.query).responder(S.rows).expect([], 'done');
    script(mysql).originator(S.ping).responder(S.okToPing).expect([], 'done');
  });

  it('knows client and server by what they send', () => {
    script(mysql)
      .originator(S.greeting)
      .responder(S.login)
      .originator(S.ok)
      .expect(
        [
          { kind: 'mysql-greeting', from: 0 },
          { kind: 'mysql-login', from: 1 },
          { code: 0, from: 0 },
        ],
        'done',
      );
    script(mysql)
      .originator(S.login)
      .responder(S.accessDenied)
      .expect(
        [
          { kind: 'mysql-login', from: 0 },
          { code: 1045, from: 1 },
        ],
        'done',
      );
  });

  it('reads a packet that the capture cut, and is done where boundaries are lost', () => {
    script(mysql)
      .responder(S.greeting.subarray(0, 60))
      .gap(RESPONDER, S.greeting.length - 60)
      .originator(S.login)
      .responder(S.ok)
      .expect([{ version: '10.11.19-MariaDB-0+deb12u1', authPlugin: undefined }, {}, { code: 0 }], 'done');
    script(mysql).responder(S.greeting).gap(ORIGINATOR, 9).originator(S.login).expect([{}], 'done');
  });

  it('reads no more than its bounds', () => {
    const more = hex`020000 02 01 04`;
    const login = script(mysql).responder(S.greeting, ...Array.from({ length: 2 * MAX_MYSQL_PACKETS }, () => more));
    expect(login.replay().answer).toBe('done');
    const vast = concat(S.login.with(1, 0x20), new Uint8Array(0x2000));
    expect(vast.length).toBeGreaterThan(MAX_MYSQL_PACKET);
    script(mysql)
      .responder(S.greeting)
      .originator(vast)
      .responder(S.ok)
      .expect([{}, { kind: 'mysql-login', authPlugin: NATIVE }, { code: 0 }], 'done');
  });

  it('is done where other bytes follow', () => {
    script(mysql).responder(S.greeting, hex`010000 01 55`).expect([{}], 'done');
    script(mysql).responder(S.greeting, hex`000000 01`).expect([{}], 'done');
    script(mysql)
      .responder(S.greeting)
      .originator(concat(hex`240000 01`, new Uint8Array(36)))
      .expect([{}], 'done');
  });

  it('leaves the rest alone', () => {
    for (const other of ['GET / HTTP/1.1\r\n\r\n', '220 mail ESMTP\r\n', 'SSH-2.0-x\r\n'])
      script(mysql).responder(other).expect([], 'reject');
  });

  it.each([
    [[S.greeting, S.login, S.accessDenied]],
    [[S.greetingOfMysql8, S.tlsRequest]],
    [[S.greeting, S.cleartextLogin, S.authSwitch, S.authAnswer, S.okAfterSwitch]],
    [[S.hostDenied]],
    [[S.rows, S.query]],
  ])('survives whatever becomes of it (%#)', (messages) => {
    const said = messages.map((bytes, index) => [index % 2 === 0 ? RESPONDER : ORIGINATOR, bytes] as const);
    expectSurvival(mysql, said, MAX_MYSQL_PACKETS);
  });
});
