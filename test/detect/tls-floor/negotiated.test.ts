import { expect, it } from 'vitest';
import { negotiated } from '../../../src/detect/tls-floor/negotiated.ts';
import { at, reached, seen } from '../../support/flow-facts.ts';
import { agreed } from '../../support/hellos.ts';

it('is the choice of the server among what the client offers', () => {
  expect(negotiated(reached({ observations: agreed({ chosen: 0x0301 }) }))).toMatchObject({
    client: { highestVersion: 0x0304 },
    server: { version: 0x0301 },
    at: at(0.04),
  });
});

it('is not the question for another key share', () => {
  const [hello, answer] = agreed();
  const retry = seen('tls-server-hello', 1, 0.03, {
    hello: { version: 0x0304, helloRetryRequest: true },
    resumed: false,
  });
  expect(negotiated(reached({ observations: [hello, retry, hello, answer] }))).toMatchObject({
    server: { version: 0x0303 },
  });
});

it('needs both', () => {
  expect(negotiated(reached({ observations: agreed().slice(0, 1) }))).toBeUndefined();
  expect(negotiated(reached({ observations: agreed().slice(1) }))).toBeUndefined();
});
