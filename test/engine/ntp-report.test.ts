import { expect, it } from 'vitest';
import { ntpReport } from '../../src/engine/ntp-report.ts';
import { flowFacts, seen } from '../support/flow-facts.ts';

it('is nothing on other flows', () => expect(ntpReport(flowFacts())).toBeUndefined());

it('tells who asks, and what the answers are worth', () => {
  const asked = { version: 4, mode: 'client', stratum: 0, synchronised: false, kissCode: undefined };
  const observations = [
    seen('ntp-message', 0, 0, asked),
    seen('ntp-message', 1, 1, { ...asked, mode: 'server', kissCode: 'RATE' }),
  ];
  expect(ntpReport(flowFacts({ transport: 'udp', protocol: 'ntp', observations }))?.messages).toEqual([
    { from: 'originator', version: 4, mode: 'client', stratum: 0, synchronised: false, at: { input: 0, frame: 1 } },
    {
      from: 'responder',
      version: 4,
      mode: 'server',
      stratum: 0,
      synchronised: false,
      kissCode: 'RATE',
      at: { input: 0, frame: 1001 },
    },
  ]);
});
