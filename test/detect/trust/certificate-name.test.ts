import { describe, expect, it } from 'vitest';
import { isFor, namesOf } from '../../../src/detect/trust/certificate-name.ts';
import type { Certificate } from '../../../src/wire/x509.ts';
import { COMPANY_ISSUER, certificate } from '../../support/certificates.ts';

const of = (dns: readonly string[], ip: readonly string[] = [], omitted = 0, cn = 'jss.corp.example'): Certificate => ({
  ...certificate(COMPANY_ISSUER, { O: 'Example', CN: cn }),
  subjectAltNames: { dns, ip, omitted },
});

describe('isFor', () => {
  it.each([
    ['the name itself', ['jss.corp.example'], 'jss.corp.example'],
    ['whatever its case, and a dot behind it', ['jss.corp.example'], 'JSS.corp.example.'],
    ['a wildcard', ['*.corp.example'], 'jss.corp.example'],
    ['one of several', ['a.example', 'jss.corp.example'], 'jss.corp.example'],
  ])('knows %s', (_, names, asked) => {
    expect(isFor(of(names), asked)).toBe(true);
  });

  it.each([
    ['another name', ['jamf-old.corp.example'], 'jss.corp.example'],
    ['two labels for one asterisk', ['*.corp.example'], 'jss.eu.corp.example'],
    ['the suffix of a wildcard', ['*.corp.example'], 'corp.example'],
    ['an address, of which no asterisk stands for a part', ['*.20.5.10'], '10.20.5.10'],
    ['the common name beside alternative names', ['a.example'], 'jss.corp.example'],
  ])('tells %s apart', (_, names, asked) => {
    expect(isFor(of(names), asked)).toBe(false);
  });

  it('compares addresses with addresses', () => {
    expect(isFor(of([], ['10.20.5.10']), '10.20.5.10')).toBe(true);
    expect(isFor(of(['10.20.5.10.example'], ['10.20.5.11']), '10.20.5.10')).toBe(false);
  });

  it('takes the common name where there is nothing else', () => {
    expect(isFor(of([]), 'jss.corp.example')).toBe(true);
    expect(namesOf(of([], [], 0, 'JSS.corp.example'))).toEqual(['jss.corp.example']);
  });

  it('accuses nobody where not all names were kept', () => {
    expect(isFor(of(['a.example'], [], 3), 'jss.corp.example')).toBe(true);
  });
});
