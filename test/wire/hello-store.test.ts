import { expect, it } from 'vitest';
import { HelloStore } from '../../src/wire/hello-store.ts';
import { clientHelloKey, decodeClientHello } from '../../src/wire/tls-client-hello.ts';
import { clientHello, serverName } from '../support/client-hello.ts';
import { hex } from '../support/hex.ts';

const store = () => new HelloStore(decodeClientHello, clientHelloKey, 4);

it('shares one hello between flows that say the same', () => {
  const hellos = store();
  const read = (body: Uint8Array) => hellos.read(body, 0, body.length);
  const one = clientHello({ extensions: [serverName('a.example')], sessionId: hex`0102` });
  const same = clientHello({ extensions: [serverName('a.example')], sessionId: hex`0304` });
  const other = clientHello({ extensions: [serverName('b.example')], sessionId: hex`0102` });
  expect(read(one)).toEqual(decodeClientHello(one));
  expect(read(same)).toBe(read(one));
  expect(read(other)).toMatchObject({ serverName: 'b.example' });
});

it('reads what is malformed or too long for a key as the decoder does', () => {
  const hellos = store();
  expect(hellos.read(hex`0303`, 0, 2)).toBeUndefined();
  const long = clientHello({ cipherSuites: new Uint8Array(4000).fill(1) });
  expect(hellos.read(long, 0, long.length)).toEqual(decodeClientHello(long));
  expect(hellos.read(long, 0, long.length)).not.toBe(hellos.read(long, 0, long.length));
});
