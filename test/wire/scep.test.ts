import { describe, expect, it } from 'vitest';
import { isScepAnswer, scepOperation } from '../../src/wire/scep.ts';

describe('scepOperation', () => {
  it.each([
    ['/cgi-bin/pkiclient.exe?operation=GetCACaps', 'GetCACaps'],
    ['/certsrv/mscep/mscep.dll/pkiclient.exe?operation=GetCACert&message=CAIdentifier', 'GetCACert'],
    ['/scep?operation=PKIOperation&message=MIICAgYJKoZIhvcNAQcC', 'PKIOperation'],
    ['/scep?message=x&operation=pkioperation', 'PKIOperation'],
    ['?operation=GetNextCACert', 'GetNextCACert'],
    ['/operation=GetCACert', undefined],
    ['/?operation=GetCACerts', undefined],
    ['/?myoperation=GetCACert', undefined],
    ['/?operation=delete', undefined],
    ['/?operation=', undefined],
    ['/', undefined],
  ])('of %s is %s', (path, operation) => {
    expect(scepOperation(path)).toBe(operation);
  });
});

describe('isScepAnswer', () => {
  it.each([
    ['GetCACaps', 200, 'text/plain', true],
    ['GetCACaps', 200, undefined, true],
    ['GetCACaps', 200, 'text/html', false],
    ['GetCACert', 200, 'application/x-x509-ca-cert', true],
    ['GetCACert', 200, 'Application/X-X509-CA-RA-Cert; charset=binary', true],
    ['GetCACert', 200, 'text/html; charset=utf-8', false],
    ['GetNextCACert', 200, 'application/x-x509-next-ca-cert', true],
    ['PKIOperation', 200, 'application/x-pki-message', true],
    ['PKIOperation', 500, 'application/x-pki-message', false],
    ['PKIOperation', 200, undefined, false],
  ] as const)('%s %i %s: %s', (operation, status, type, expected) => {
    expect(isScepAnswer(operation, status, type)).toBe(expected);
  });
});
