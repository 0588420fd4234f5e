import { describe, expect, it } from 'vitest';
import { refusalSignals, type Surroundings, sureOf } from '../../../src/detect/inspection/refusal-signals.ts';
import type { Refused } from '../../../src/detect/inspection/refused.ts';
import type { RejectionForm } from '../../../src/detect/refusal.ts';
import { at } from '../../support/flow-facts.ts';

const refused = (how: RejectionForm, alertCode?: number, more: Partial<Refused> = {}): Refused => ({
  client: '10.20.0.15',
  name: 'acme.jamfcloud.com',
  refusal: { how, alertCode, at: at(0.06), version: 0x0304 },
  chain: undefined,
  answer: undefined,
  astray: false,
  delays: undefined,
  services: ['jamf-pro-https'],
  ...more,
});
const quiet: Surroundings = {
  successes: 0,
  selective: false,
  inspectedElsewhere: false,
  uniform: false,
  answersOf: () => undefined,
  lossy: false,
};
const times = (count: number, one: Refused) => Array.from({ length: count }, () => one);
const sure = (all: readonly Refused[], around: Partial<Surroundings> = {}) => {
  const surroundings = { ...quiet, ...around };
  return sureOf(refusalSignals(all, surroundings), all, surroundings);
};
const [alert48, alert45, alert40] = [48, 45, 40].map((code) => refused('alert', code));
const [sealed, closed] = [refused('encrypted-alert'), refused('closed')];
const foreign = { chain: { certificates: [{}] } as unknown as Refused['chain'] };

describe('how sure a refusal is', () => {
  it.each([
    ['one alert that names the certificate', [alert48], {}, 'moderate'],
    ['two of them', [alert48, alert48], {}, 'strong'],
    ['one beside hosts that work', [alert48], { selective: true }, 'strong'],
    ['one although it works at times', [alert48], { selective: true, successes: 1 }, 'moderate'],
    ['one with a foreign certificate', [refused('alert', 48, foreign)], { successes: 1 }, 'strong'],
    ['one sealed alert', [sealed], {}, 'moderate'],
    ['one sealed alert beside successes', [sealed], { successes: 1 }, undefined],
    ['two beside successes', [sealed, sealed], { successes: 1 }, 'moderate'],
    ['three sealed alerts', times(3, sealed), {}, 'strong'],
    ['three where packets were lost', times(3, sealed), { lossy: true }, 'moderate'],
    ['one unclear alert', [alert40], {}, 'moderate'],
    ['three unclear alerts', times(3, alert40), {}, 'strong'],
    ['one call of expired', [alert45], { selective: true }, undefined],
    ['three calls of expired', times(3, alert45), {}, 'moderate'],
    ['two closes', [closed, closed], { selective: true }, undefined],
    ['three closes of a client that reaches nobody', times(3, closed), {}, undefined],
    ['three closes beside hosts that work', times(3, closed), { selective: true }, 'moderate'],
    ['these with a trace in the path', times(3, closed), { selective: true, inspectedElsewhere: true }, 'strong'],
    ['a close after a foreign certificate', [refused('closed', undefined, foreign)], {}, 'moderate'],
  ] as const)('%s', (_, all, around, expected) => expect(sure(all, around)).toBe(expected));
});

describe('traces in the path', () => {
  const names = (one: Refused, around: Partial<Surroundings> = {}) =>
    refusalSignals([one], { ...quiet, ...around }).map(({ name }) => name);
  const measured = (synAck: number, hello: number) =>
    refused('closed', undefined, { delays: { synAck: synAck * 1e6, hello: hello * 1e6 } });
  const known = { tls13: true, alpn: false, direct: true, groups: [4588], flights: [2300, 2600] };
  const sized = (flight: number) =>
    refused('closed', undefined, { answer: { flight, retried: false, hello: {} } as unknown as Refused['answer'] });

  it.each([
    [1, 40, true],
    [20, 40, false],
    [1, 8, false],
  ])('TCP after %i ms and TLS after %i: late %s', (synAck, hello, late) => {
    expect(names(measured(synAck, hello)).includes('late-answer')).toBe(late);
  });

  it.each([
    [1200, true],
    [2350, false],
    [2400, false],
    [2900, true],
    [0, false],
  ])('a flight of %i bytes differs: %s', (flight, differs) => {
    expect(names(sized(flight), { answersOf: () => known }).includes('flight-size')).toBe(differs);
    expect(names(sized(flight))).not.toContain('flight-size');
  });

  it('names what was seen around', () => {
    expect(names(refused('closed', undefined, { astray: true }), { uniform: true, inspectedElsewhere: true })).toEqual([
      'closed',
      'foreign-address',
      'inspected-elsewhere',
      'uniform-servers',
    ]);
  });
});
