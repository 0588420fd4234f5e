import { describe, expect, it } from 'vitest';
import { ORIGINATOR, RESPONDER } from '../../src/flow/direction.ts';
import { MAX_MESSAGES, netbiosNs } from '../../src/probe/netbios-ns.ts';
import { dnsName } from '../support/dns-bytes.ts';
import { concat, hex } from '../support/hex.ts';
import { NAME_QUERY, NAME_RESPONSE, REGISTRATION, STATUS_QUERY, STATUS_RESPONSE } from '../support/netbios-samples.ts';
import { expectSurvival } from '../support/probe-mutations.ts';
import { script } from '../support/probe-script.ts';

describe('netbios-ns', () => {
  it('tells of a look-up and its answer', () => {
    script(netbiosNs)
      .originator(NAME_QUERY)
      .responder(NAME_RESPONSE)
      .expect(
        [
          { kind: 'netbios-name-request', from: 0, operation: 'query', name: 'FILESRV', suffix: 0, broadcast: true },
          {
            kind: 'netbios-name-response',
            from: 1,
            at: { frame: 2 },
            id: 0x3911,
            operation: 'query',
            name: 'FILESRV',
            code: 0,
            codeName: 'no error',
            addresses: ['192.168.50.10'],
          },
        ],
        'continue',
      );
  });

  it('tells of the names of a node', () => {
    script(netbiosNs)
      .originator(STATUS_QUERY)
      .responder(STATUS_RESPONSE)
      .expect([
        { operation: 'status', name: '*', broadcast: false },
        { operation: 'status', names: [{ name: 'FILESRV' }, { suffix: 3 }, { suffix: 0x20 }, { name: 'CORP' }, {}] },
      ]);
  });

  it('tells of a claim', () => {
    script(netbiosNs)
      .originator(REGISTRATION)
      .expect([{ operation: 'registration', name: 'FILESRV', addresses: ['192.168.50.10'] }]);
  });

  it('ends at its bound', () => {
    const played = script(netbiosNs);
    for (let count = 0; count <= MAX_MESSAGES; count++) played.originator(NAME_QUERY);
    const { observations, answer } = played.replay();
    expect([observations.length, answer]).toEqual([MAX_MESSAGES, 'done']);
  });

  it('leaves DNS alone, and a request with an error code', () => {
    const query = concat(hex`24f1 0100 0001 0000 0000 0000`, dnsName('www.apple.com'), hex`0001 0001`);
    for (const bytes of [query, hex`3911 0113 ${NAME_QUERY.subarray(4)}`]) {
      script(netbiosNs).originator(bytes).expect([], 'reject');
    }
  });

  it('survives', () => {
    const conversation = [
      [ORIGINATOR, STATUS_QUERY],
      [RESPONDER, STATUS_RESPONSE],
      [ORIGINATOR, REGISTRATION],
    ] as const;
    expectSurvival(netbiosNs, conversation, 3);
  });
});
