import { describe, expect, it } from 'vitest';
import {
  agreeOnSsh,
  decodeSshKeyExchangeInit,
  MAX_SSH_PACKET,
  SSH_PACKET_HEADER,
  sshDisconnectName,
  sshPacketLength,
} from '../../src/wire/ssh.ts';
import { hex } from '../support/hex.ts';
import { mutations } from '../support/mutations.ts';
import { CLIENT_INIT, ENCRYPTED, NEW_KEYS, OLD_CLIENT_INIT, SERVER_INIT } from '../support/ssh-samples.ts';

const offerOf = (packet: Uint8Array) => decodeSshKeyExchangeInit(packet, SSH_PACKET_HEADER, packet.length)!;

describe('sshPacketLength', () => {
  it('counts the length field', () => {
    expect(sshPacketLength(NEW_KEYS, 0)).toBe(16);
    expect(sshPacketLength(CLIENT_INIT, 0)).toBe(CLIENT_INIT.length);
    expect(sshPacketLength(hex`ff ff ${SERVER_INIT}`, 2)).toBe(SERVER_INIT.length);
  });

  it.each([
    ['a length that is no multiple of the block', hex`0000000d 0a 15`],
    ['less than the shortest packet', hex`00000004 04 15`],
    ['more than the longest', hex`${0}${0}${(MAX_SSH_PACKET + 4) >> 8}${(MAX_SSH_PACKET + 4) & 0xff} 0a 15`],
    ['text', new TextEncoder().encode('GARBAGE')],
    ['less padding than 4 bytes', hex`0000000c 03 15`],
    ['more padding than packet', hex`0000000c 0b 15`],
    ['message number 0', hex`0000000c 0a 00`],
    ['a header that is cut', hex`0000000c 0a`],
  ])('refuses %s', (_name, bytes) => {
    expect(sshPacketLength(bytes, 0)).toBe(-1);
  });

  it('takes what is encrypted for a packet or not, and that is why NEWKEYS ends the reading', () => {
    expect(sshPacketLength(ENCRYPTED, 0)).toBe(-1);
  });
});

describe('decodeSshKeyExchangeInit', () => {
  it('reads the lists', () => {
    expect(offerOf(CLIENT_INIT)).toEqual({
      keyExchange: ['curve25519-sha256', 'ext-info-c', 'kex-strict-c-v00@openssh.com'],
      hostKeys: ['ssh-ed25519'],
      ciphersToServer: ['aes256-gcm@openssh.com'],
      ciphersToClient: ['aes256-gcm@openssh.com'],
    });
  });

  it('tells an empty list from a list of one empty name, and does not trust lengths', () => {
    const cookie = new Uint8Array(16);
    const empty = hex`${cookie} 00000000 00000000 00000000 00000000`;
    expect(decodeSshKeyExchangeInit(empty, 0, empty.length)?.keyExchange).toEqual([]);
    const long = hex`${cookie} 7fffffff 61`;
    expect(decodeSshKeyExchangeInit(long, 0, long.length)).toBeUndefined();
  });

  it('makes names printable, and keeps 64 of a list', () => {
    const names = new TextEncoder().encode(`\u001b[2J${',a'.repeat(100)}`);
    const bytes = hex`${new Uint8Array(16)} 000000${names.length} ${names} 00000000 00000000 00000000`;
    const [first, ...rest] = decodeSshKeyExchangeInit(bytes, 0, bytes.length)!.keyExchange;
    expect([first, rest.length]).toEqual(['\\x1b[2J', 63]);
  });

  it('returns for every prefix and every flipped byte', () => {
    for (const sample of mutations(SERVER_INIT)) {
      expect(() => decodeSshKeyExchangeInit(sample, SSH_PACKET_HEADER, sample.length)).not.toThrow();
      expect(() => sshPacketLength(sample, 0)).not.toThrow();
    }
  });
});

describe('agreeOnSsh', () => {
  it("takes the client's first choice that the server has", () => {
    const offer = { hostKeys: ['ssh-ed25519', 'rsa-sha2-512'], ciphersToServer: ['a'], ciphersToClient: ['a'] };
    const client = { ...offer, keyExchange: ['new', 'good', 'old'] };
    const server = { ...offer, keyExchange: ['old', 'good'], hostKeys: ['rsa-sha2-512'] };
    expect(agreeOnSsh(client, server)).toEqual({ keyExchange: 'good', hostKey: 'rsa-sha2-512', cipher: 'a' });
  });

  it('says what they lack', () => {
    expect(agreeOnSsh(offerOf(OLD_CLIENT_INIT), offerOf(SERVER_INIT))).toEqual({
      keyExchange: undefined,
      hostKey: 'ssh-ed25519',
      cipher: 'aes256-gcm@openssh.com',
    });
  });
});

describe('sshDisconnectName', () => {
  it('names the codes of RFC 4250 4.2.2', () => {
    expect([1, 3, 11, 15, 0, 16].map(sshDisconnectName)).toEqual([
      'host-not-allowed-to-connect',
      'key-exchange-failed',
      'by-application',
      'illegal-user-name',
      '0',
      '16',
    ]);
  });
});
