import { describe, expect, it } from 'vitest';
import { serverChain } from '../../src/detect/server-chain.ts';
import type { Observation } from '../../src/probe/registry.ts';
import { AMAZON_ISSUER, certificate, presented } from '../support/certificates.ts';
import { at, reached, seen } from '../support/flow-facts.ts';

const leaf = certificate(AMAZON_ISSUER);
const authority = certificate({ O: 'Amazon', CN: 'Amazon Root CA 1' }, AMAZON_ISSUER, true);
const chain = (...observations: Observation[]) => serverChain(reached({ observations }));

describe('serverChain', () => {
  it('is what the server presented', () => {
    expect(chain(...presented(0.04, leaf, authority))).toEqual({ certificates: [leaf, authority], at: at(0.04) });
  });

  it("is not the client's", () => {
    const client = seen('tls-certificates', 0, 0.05, { certificates: [certificate({ CN: 'other' })], unreadable: 0 });
    expect(chain(client, ...presented(0.04, leaf))?.certificates).toEqual([leaf]);
    expect(chain(client)).toBeUndefined();
  });

  it('is told by the hello where the sides had to be guessed', () => {
    const [hello, certificates] = presented(0.04, leaf);
    expect(chain({ ...hello, from: 0 }, { ...certificates, from: 0 })?.certificates).toEqual([leaf]);
  });

  it('is unknown without a leaf', () => {
    expect(chain(...presented(0.04))).toBeUndefined();
    const cut = seen('tls-certificates', 1, 0.04, { certificates: [authority], unreadable: 1 });
    expect(chain(cut)).toBeUndefined();
    expect(serverChain(reached())).toBeUndefined();
  });
});
