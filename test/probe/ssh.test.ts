import { describe, expect, it } from 'vitest';
import { ORIGINATOR } from '../../src/flow/direction.ts';
import { ssh } from '../../src/probe/ssh.ts';
import { mutations } from '../support/mutations.ts';
import { script } from '../support/probe-script.ts';

const SERVER = 'SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n';
const CLIENT = 'SSH-2.0-OpenSSH_9.9\r\n';

describe('ssh', () => {
  it('tells both sides, whoever speaks first, and asks for no more', () => {
    script(ssh)
      .responder(SERVER)
      .originator(CLIENT, Uint8Array.of(0, 0, 4, 0x14))
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
        ],
        'done',
      );
  });

  it('takes a line feed alone, and version 1.99', () => {
    script(ssh)
      .responder('SSH-1.99-old\n')
      .expect([{ version: '1.99', software: 'old' }], 'continue');
  });

  it('makes text printable', () => {
    script(ssh)
      .responder('SSH-2.0-a\u001b[2Jb\r\n')
      .expect([{ software: 'a\\x1b[2Jb' }]);
  });

  it('says nothing of a side that speaks otherwise, or whose line does not end within 255 bytes', () => {
    script(ssh)
      .responder(SERVER)
      .originator(Uint8Array.of(0x16, 3, 1, 0, 0x0a))
      .expect([{ from: 1 }], 'done');
    script(ssh)
      .responder(SERVER)
      .originator(Uint8Array.of(0x16).fill(0x41), 'x'.repeat(300))
      .expect([{ from: 1 }], 'done');
  });

  it('gives up a side with a gap', () => {
    script(ssh)
      .responder(SERVER)
      .gap(ORIGINATOR, 21)
      .expect([{ from: 1 }], 'done');
  });

  it('leaves the rest alone', () => {
    for (const other of ['SSL-2.0-x\r\n', 'SSH-3.0-x\r\n', 'GET / HTTP/1.1\r\n'])
      script(ssh).responder(other).expect([], 'reject');
    script(ssh).responder('SSH-').expect([], 'more');
  });

  it('returns for every prefix and every flipped byte', () => {
    const bytes = new TextEncoder().encode(SERVER);
    for (const sample of mutations(bytes)) {
      expect(() => script(ssh, { recognise: false }).responder(sample).replay()).not.toThrow();
    }
  });
});
