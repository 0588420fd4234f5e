import { describe, it } from 'vitest';
import { ORIGINATOR, RESPONDER } from '../../src/flow/direction.ts';
import { MAX_SSH_BYTES, ssh } from '../../src/probe/ssh.ts';
import { concat, hex } from '../support/hex.ts';
import { expectSurvival } from '../support/probe-mutations.ts';
import { script } from '../support/probe-script.ts';
import {
  CLIENT_INIT,
  CLIENT_KEY,
  ENCRYPTED,
  IDENTIFICATION,
  NEW_KEYS,
  OLD_CLIENT_INIT,
  SERVER_INIT,
  SERVER_KEY,
} from '../support/ssh-samples.ts';

const SERVER = 'SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n';
const CLIENT = 'SSH-2.0-OpenSSH_9.9\r\n';
/** RFC 4253 11.1: message, reason, description, language, padded to a multiple of 8. */
const DISCONNECT = hex`0000001c 07 01 00000002 00000007 ${concat('Too bad')} 00000000 00000000 000000`;

describe('ssh', () => {
  it('follows both sides until they encrypt', () => {
    script(ssh)
      .responder(SERVER)
      .originator(CLIENT, CLIENT_INIT)
      .responder(SERVER_INIT)
      .originator(CLIENT_KEY)
      .responder(SERVER_KEY, NEW_KEYS, ENCRYPTED)
      .originator(NEW_KEYS, ENCRYPTED)
      .expect(
        [
          {
            kind: 'ssh-identification',
            from: 1,
            version: '2.0',
            software: 'OpenSSH_9.2p1 Debian-2+deb12u3',
            at: { frame: 1 },
          },
          { kind: 'ssh-identification', from: 0, version: '2.0', software: 'OpenSSH_9.9', at: { frame: 2 } },
          {
            kind: 'ssh-key-exchange-init',
            from: 0,
            keyExchange: ['curve25519-sha256', 'ext-info-c', 'kex-strict-c-v00@openssh.com'],
            hostKeys: ['ssh-ed25519'],
            at: { frame: 2 },
          },
          { kind: 'ssh-key-exchange-init', from: 1, hostKeys: ['ssh-ed25519'], at: { frame: 3 } },
          {
            kind: 'ssh-agreement',
            from: 1,
            keyExchange: 'curve25519-sha256',
            hostKey: 'ssh-ed25519',
            cipher: 'aes256-gcm@openssh.com',
          },
          { kind: 'ssh-new-keys', from: 1, at: { frame: 5 } },
          { kind: 'ssh-new-keys', from: 0, at: { frame: 6 } },
        ],
        'done',
      );
  });

  it('says that the sides have nothing in common', () => {
    script(ssh)
      .originator(IDENTIFICATION)
      .responder(IDENTIFICATION)
      .originator(OLD_CLIENT_INIT)
      .responder(SERVER_INIT)
      .expect(
        [
          {},
          {},
          {},
          {},
          { kind: 'ssh-agreement', keyExchange: undefined, hostKey: 'ssh-ed25519', cipher: 'aes256-gcm@openssh.com' },
        ],
        'continue',
      );
  });

  it('tells why a side disconnects, and asks for no more', () => {
    script(ssh)
      .originator(CLIENT)
      .responder(SERVER, DISCONNECT)
      .expect([{}, {}, { kind: 'ssh-disconnect', from: 1, code: 2, codeName: 'protocol-error' }], 'done');
  });

  it('takes a line feed alone, and version 1.99', () => {
    script(ssh)
      .responder('SSH-1.99-old\n', SERVER_INIT)
      .expect([{ version: '1.99', software: 'old' }, { kind: 'ssh-key-exchange-init' }], 'continue');
  });

  it('reads no packets of version 1', () => {
    script(ssh)
      .responder('SSH-1.5-old\n', SERVER_INIT)
      .originator('SSH-1.5-old\n')
      .expect([{ version: '1.5' }, { version: '1.5' }], 'done');
  });

  it('makes text printable', () => {
    script(ssh)
      .responder('SSH-2.0-a\u001b[2Jb\r\n')
      .expect([{ software: 'a\\x1b[2Jb' }]);
  });

  it('says nothing of a side that speaks otherwise, or whose line does not end within 255 bytes', () => {
    script(ssh)
      .responder('SSH-1.5-x\r\n')
      .originator(Uint8Array.of(0x16, 3, 1, 0, 0x0a))
      .expect([{ from: 1 }], 'done');
    script(ssh)
      .responder('SSH-1.5-x\r\n')
      .originator(`SSH-2.0-${'x'.repeat(300)}`)
      .expect([{ from: 1 }], 'done');
  });

  it('gives up a side with a gap, or without a packet where one must begin', () => {
    script(ssh)
      .responder(SERVER)
      .originator(CLIENT, 'GARBAGE GARBAGE')
      .gap(RESPONDER, 21)
      .expect([{ from: 1 }, { from: 0 }], 'done');
    script(ssh)
      .responder(SERVER, SERVER_INIT)
      .gap(ORIGINATOR, 21)
      .responder(NEW_KEYS)
      .expect([{}, {}, { kind: 'ssh-new-keys' }], 'done');
  });

  it('follows a side that is alone no further than its budget', () => {
    const packets = new Uint8Array(MAX_SSH_BYTES - SERVER.length - 16);
    script(ssh)
      .responder(SERVER, NEW_KEYS, packets.subarray(1))
      .expect([{}, { kind: 'ssh-new-keys' }], 'continue');
    script(ssh)
      .responder(SERVER, NEW_KEYS, packets)
      .expect([{}, { kind: 'ssh-new-keys' }], 'done');
  });

  it('leaves the rest alone', () => {
    for (const other of ['SSL-2.0-x\r\n', 'SSH-3.0-x\r\n', 'GET / HTTP/1.1\r\n'])
      script(ssh).responder(other).expect([], 'reject');
    script(ssh).responder('SSH-').expect([], 'more');
  });

  it('lives through damage', () => {
    expectSurvival(
      ssh,
      [
        [1, concat(SERVER)],
        [0, concat(CLIENT, CLIENT_INIT)],
        [1, SERVER_INIT],
        [0, CLIENT_KEY],
        [1, concat(SERVER_KEY, NEW_KEYS)],
        [0, concat(NEW_KEYS, ENCRYPTED)],
      ],
      16,
    );
  });
});
