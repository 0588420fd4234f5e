import { describe, expect, it } from 'vitest';
import { ORIGINATOR } from '../../src/flow/direction.ts';
import { MAX_DATAGRAMS, netbiosDgm } from '../../src/probe/netbios-dgm.ts';
import { hex } from '../support/hex.ts';
import { BROWSER_DATAGRAM, NAME_QUERY } from '../support/netbios-samples.ts';
import { expectSurvival } from '../support/probe-mutations.ts';
import { script } from '../support/probe-script.ts';

describe('netbios-dgm', () => {
  it('tells who announces what to whom', () => {
    script(netbiosDgm)
      .originator(BROWSER_DATAGRAM)
      .expect(
        [
          {
            kind: 'netbios-datagram',
            from: 0,
            type: 'direct-group',
            source: { name: 'FILESRV' },
            destination: { name: 'CORP', suffix: 0x1e },
            mailslot: '\\MAILSLOT\\BROWSE',
          },
        ],
        'continue',
      );
  });

  it('ends at its bound', () => {
    const played = script(netbiosDgm);
    for (let count = 0; count <= MAX_DATAGRAMS; count++) played.originator(BROWSER_DATAGRAM);
    const { observations, answer } = played.replay();
    expect([observations.length, answer]).toEqual([MAX_DATAGRAMS, 'done']);
  });

  it('leaves the rest alone', () => {
    for (const bytes of [NAME_QUERY, hex`11`]) script(netbiosDgm).originator(bytes).expect([], 'reject');
  });

  it('survives', () => {
    expectSurvival(netbiosDgm, [[ORIGINATOR, BROWSER_DATAGRAM]], 1);
  });
});
