import { describe, expect, it } from 'vitest';
import { ja4, ja4Parts } from '../../src/wire/ja4.ts';
import { type ClientHello, decodeClientHello } from '../../src/wire/tls-client-hello.ts';
import { clientHello } from '../support/client-hello.ts';

const codes = (text: string) => text.split(',').map((code) => Number.parseInt(code, 16));

const empty = decodeClientHello(clientHello())!;
const hello = (fields: Partial<ClientHello>): ClientHello => ({ ...empty, cipherSuites: [], ...fields });

/** The example of FoxIO's description, in the order that its JA4_ro gives, with GREASE where Chrome puts it. */
const chrome = hello({
  highestVersion: 0x0304,
  alpnEnds: 0x6832,
  cipherSuites: codes('0a0a,1301,1302,1303,c02b,c02f,c02c,c030,cca9,cca8,c013,c014,009c,009d,002f,0035'),
  extensions: codes('0a0a,001b,0000,0033,0010,4469,0017,002d,000d,0005,0023,0012,002b,ff01,000b,000a,0015,0a0a'),
  signatureAlgorithms: codes('0403,0804,0401,0503,0805,0501,0806,0601'),
});

describe('JA4', () => {
  it("gives FoxIO's example", () => {
    expect(ja4(chrome, 't')).toBe('t13d1516h2_8daaf6152771_e5627efa2ab1');
    expect(ja4Parts(chrome, 't')).toEqual([
      't13d1516h2',
      '002f,0035,009c,009d,1301,1302,1303,c013,c014,c02b,c02c,c02f,c030,cca8,cca9',
      '0005,000a,000b,000d,0012,0015,0017,001b,0023,002b,002d,0033,4469,ff01_0403,0804,0401,0503,0805,0501,0806,0601',
    ]);
  });

  it('gives a Chrome that browserleaks.com publishes', () => {
    const later = {
      ...chrome,
      extensions: codes('002d,0033,0010,fe0d,0017,44cd,0000,000b,000a,002b,ff01,0023,0012,0005,000d,001b'),
    };
    expect(ja4(later, 't')).toBe('t13d1516h2_8daaf6152771_d8a2da3f94cd');
  });

  it.each([
    ['no name', 'q', { highestVersion: 0x0304, extensions: [43] }, 'q13i000100'],
    ['TLS 1.0 and no extension', 't', { highestVersion: 0x0301, cipherSuites: [5, 4] }, 't10i020000'],
    ['SSL 3.0', 't', { highestVersion: 0x0300 }, 'ts3i000000'],
    ['an unknown version', 't', { highestVersion: 0x0399 }, 't00i000000'],
    ['http/1.1', 't', { highestVersion: 0x0303, alpnEnds: 0x6831 }, 't12i0000h1'],
    ['an ALPN value of one byte', 't', { highestVersion: 0x0303, alpnEnds: 0x6161 }, 't12i0000aa'],
    ['ALPN bytes that are no letters', 't', { highestVersion: 0x0303, alpnEnds: 0xabcd }, 't12i0000ad'],
    [
      'an ALPN byte that is a letter, one that is none',
      't',
      { highestVersion: 0x0303, alpnEnds: 0x30ab },
      't12i00003b',
    ],
    ['more than 99 suites', 't', { highestVersion: 0x0303, cipherSuites: Array(120).fill(5) }, 't12i990000'],
  ] as const)('heads with %s', (_name, transport, fields, head) => {
    expect(ja4Parts(hello(fields), transport)[0]).toBe(head);
  });

  it('writes zeros for what is not there to be hashed', () => {
    expect(ja4(hello({ highestVersion: 0x0303 }), 't')).toBe('t12i000000_000000000000_000000000000');
  });

  it('ends without an underscore where there are no signature algorithms', () => {
    expect(ja4Parts(hello({ extensions: [0, 16, 23, 10] }), 't')[2]).toBe('000a,0017');
  });
});
