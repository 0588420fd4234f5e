import { describe, expect, it } from 'vitest';
import { NEEDS_PASSWORD, readCertificateFile, WRONG_PASSWORD } from '../../src/cli/certificate-file.ts';
import {
  AUTHORITY_DER,
  FILE_PASSWORD,
  FILE_SERIAL,
  KEYLESS_P12,
  LEGACY_P12,
  MODERN_P12,
  OLD_DER,
  PUSH_DER,
  pem,
} from '../support/certificate-files.ts';

const bytes = (base64: string) => Buffer.from(base64, 'base64');
const read = (content: Uint8Array | string, password: string | undefined = FILE_PASSWORD) =>
  readCertificateFile(typeof content === 'string' ? Buffer.from(content) : content, async () => password);

describe('a certificate is read', () => {
  it.each([
    ['from PEM', pem(PUSH_DER), false],
    [
      'from PEM with key and authority, in whatever order',
      pem(AUTHORITY_DER) + pem('AAAA', 'EC PRIVATE KEY') + pem(PUSH_DER),
      true,
    ],
    ['from PEM that has it twice', pem(PUSH_DER) + pem(PUSH_DER), false],
    ['from DER', bytes(PUSH_DER), false],
    ['from PKCS #12', bytes(MODERN_P12), true],
    ['from PKCS #12 of old', bytes(LEGACY_P12), true],
  ])('%s', async (_, content, hasKey) => {
    expect(await read(content)).toMatchObject({ leaf: { serial: FILE_SERIAL }, hasKey });
  });
});

describe('a file is refused', () => {
  it.each([
    ['that is none', '{"name": "jamscope"}', 'is no certificate: neither PEM nor DER nor PKCS #12'],
    ['that is empty', '', 'is no certificate: neither PEM nor DER nor PKCS #12'],
    ['with a key alone', pem('AAAA', 'PRIVATE KEY'), 'holds no certificate (only PRIVATE KEY)'],
    ['that is cut', pem(PUSH_DER).slice(0, 200), 'holds no certificate (nothing that is whole)'],
    ['that is damaged', pem(PUSH_DER.slice(40)), 'holds a certificate that cannot be read: the file is damaged'],
    [
      'without its key',
      bytes(KEYLESS_P12),
      'holds no private key: Jamf Pro cannot use it. Export certificate and key together',
    ],
    ['that is cut behind its head', bytes(MODERN_P12).subarray(0, 300), 'is damaged, or no PKCS #12 file after all'],
  ])('%s', async (_, content, says) => {
    expect(await read(content)).toBe(says);
  });

  it('that holds several, and names them', async () => {
    expect(await read(pem(PUSH_DER) + pem(OLD_DER))).toMatch(
      /^holds 2 certificates, and which is meant cannot be told: UID=.*; UID=/,
    );
  });

  it('that is locked, without the right password', async () => {
    const none = await readCertificateFile(bytes(MODERN_P12), async () => undefined);
    expect(none).toBe(NEEDS_PASSWORD);
    expect(await read(bytes(MODERN_P12), 'wrong')).toBe(WRONG_PASSWORD);
  });
});

it('asks for no password where none is needed', async () => {
  const ask = () => Promise.reject(new Error('asked'));
  expect(await readCertificateFile(bytes(PUSH_DER), ask)).toMatchObject({ hasKey: false });
});
