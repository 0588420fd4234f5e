import { expect, test } from 'vitest';
import { FIELDS } from '../../../src/ui/query/fields.ts';
import { withoutForeign } from '../../../src/ui/query/foreign-terms.ts';

const names = FIELDS.map(({ name }) => name);
const of = (text: string) => withoutForeign(text, names);

test.each([
  ['port=443', 'port=443 is written port:443 here.'],
  ['tcp.port == 443', 'tcp.port == 443 is written port:443 here.'],
  ['ip.addr==10.0.0.1', 'ip.addr==10.0.0.1 is written host:10.0.0.1 here.'],
  ['ip.src != 10.0.0.1', 'ip.src != 10.0.0.1 is written -client:10.0.0.1 here.'],
  ['-port=443', '-port=443 is written -port:443 here.'],
  ['tcp.port:443', 'tcp.port:443 is written port:443 here.'],
  ['bytes > 1000', 'bytes > 1000 is written bytes:>1000 here.'],
  ['ip.dst eq 17.0.0.0/8', 'ip.dst eq 17.0.0.0/8 is written server:17.0.0.0/8 here.'],
  [
    'tls.handshake.extensions_server_name contains "push.apple.com"',
    'tls.handshake.extensions_server_name contains "push.apple.com" is written host:push.apple.com here.',
  ],
  ['process == "Google Chrome"', 'process == "Google Chrome" is written process:"Google Chrome" here.'],
  ['prot == 5', 'No field prot: did you mean port:5?'],
  ['tcp.flags.syn == 1', `No field tcp.flags.syn: there are ${names.join(', ')}.`],
  ['port:443 && tls', 'Leave out &&: all terms must hold.'],
  ['port:443 and tls', 'Leave out and: all terms must hold.'],
  ['port:443 or port:80', 'There is no or between terms: port:80,443 is either.'],
  ['!tls', '! is written - here: -port:443.'],
  ['not tls', 'not is written - here: -port:443.'],
])('%j: %s', (text, expected) => expect(of(text).mistake).toBe(expected));

test.each([
  'port:>1023',
  '>1023',
  'host:a=b',
  '"port == 443"',
  'and',
  'port:443 an',
  'gdmf.apple.com',
  'dead::1',
  'a matches b',
])('%j is ours', (text) => expect(of(text)).toEqual({ rest: text, mistake: undefined }));

test('the other terms hold', () => {
  expect(of('verdict:blocked tcp.port == 443 tls').rest.split(/\s+/)).toEqual(['verdict:blocked', 'tls']);
  expect(of('verdict:blocked && tls').rest.split(/\s+/)).toEqual(['verdict:blocked', 'tls']);
});
