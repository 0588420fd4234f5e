import { describe, expect, it } from 'vitest';
import { aes128Block, aes128GcmOpen, hkdfExpandLabel, hkdfExtract, md5, sha1, sha256 } from '../../src/bytes/crypto.ts';
import { hexText } from '../../src/bytes/text.ts';
import { fromHex, hex } from '../support/hex.ts';

describe('digests', () => {
  it.each([
    [md5, 'd41d8cd98f00b204e9800998ecf8427e', '900150983cd24fb0d6963f7d28e17f72'],
    [sha1, 'da39a3ee5e6b4b0d3255bfef95601890afd80709', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    [
      sha256,
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    ],
  ])('hash nothing and "abc" (RFC 1321, FIPS 180-4)', (digest, ofNothing, ofAbc) => {
    expect(hexText(digest(''))).toBe(ofNothing);
    expect(hexText(digest(hex`616263`))).toBe(ofAbc);
  });
});

describe('HKDF', () => {
  it('extracts (RFC 5869 A.1)', () => {
    const extracted = hkdfExtract(hex`000102030405060708090a0b0c`, new Uint8Array(22).fill(0x0b));
    expect(hexText(extracted)).toBe('077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5');
  });

  it('expands labels (RFC 9001 A.1)', () => {
    const secret = fromHex('c00cf151ca5be075ed0ebfb5c80323c42d6b7db67881289af4008f1f6c357aea');
    expect(hexText(hkdfExpandLabel(secret, 'quic key', 16))).toBe('1f369613dd76d5467730efcbe3b1a22d');
    expect(hexText(hkdfExpandLabel(secret, 'quic iv', 12))).toBe('fa044b2f42a3fd3b46fb255c');
  });
});

describe('AES-128', () => {
  it('encrypts one block (FIPS 197 C.1)', () => {
    const block = aes128Block(hex`000102030405060708090a0b0c0d0e0f`, hex`00112233445566778899aabbccddeeff`);
    expect(hexText(block)).toBe('69c4e0d86a7b0430d8cdb78070b4c55a');
  });

  // NIST GCM test case 2: zeros under a zero key and nonce.
  const sealed = hex`0388dace60b6a392f328c2b971b2fe78 ab6e47d42cec13bdf53a67b21257bddf`;
  const open = (bytes: Uint8Array) => aes128GcmOpen(new Uint8Array(16), new Uint8Array(12), new Uint8Array(0), bytes);

  it('opens GCM', () => expect(hexText(open(sealed)!)).toBe('00'.repeat(16)));

  it('refuses a wrong tag and what is shorter than a tag', () => {
    expect(open(sealed.with(31, 0))).toBeUndefined();
    expect(open(sealed.subarray(0, 15))).toBeUndefined();
  });
});
