import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FlowRow } from '../../../src/engine/snapshot.ts';
import { compileQuery, fieldNamed } from '../../../src/ui/query/compile.ts';
import { completionOf } from '../../../src/ui/query/completion.ts';
import { FIELDS } from '../../../src/ui/query/fields.ts';
import { seenValues } from '../../../src/ui/query/seen-values.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';
import { ROW } from './row.ts';

const snapshot = sampleSnapshot();
const compiled = (text: string) => compileQuery(text, snapshot);
const matches = (text: string, row: FlowRow = ROW) => compiled(text).matches?.(row);

describe('terms', () => {
  test.each([
    ['courier blocked', true],
    ['courier ok', false],
    ['  courier   8443 ', true],
    ['verdict:blocked host:*.push.apple.com port:8443 process:apsd', true],
    ['verdict:blocked host:*.push.apple.com port:5223 process:apsd', false],
    ['verdict:ok,blocked', true],
    ['-verdict:ok,unrelated', true],
    ['-verdict:blocked', false],
    ['-courier', false],
    ['ok,tls', true],
    ['service:"devices to apns"', true],
    ['"devices to"', true],
    ['VERDICT:Blocked', true],
    ['verdict: courier', true], // a value yet to be typed says nothing
  ])('%j: %s', (text, expected) => {
    expect(compiled(text).mistake).toBeUndefined();
    expect(matches(text)).toBe(expected);
  });

  test.each(['', '  ', '-', 'port:', '-port:,'])('%j matches everything', (text) => {
    expect(compiled(text)).toEqual({ matches: undefined, mistake: undefined });
  });
});

describe('mistakes', () => {
  test.each([
    ['hots:a', 'No field hots: did you mean host?'],
    ['prot:tls', 'No field prot: did you mean port?'],
    ['xyz:a', `No field xyz: there are ${FIELDS.map(({ name }) => name).join(', ')}.`],
    ['verdict:blokced', 'No verdict blokced: did you mean blocked?'],
    ['port:abc', 'No port abc: write 443,5223 or 1024-2048 or >1023.'],
    ['service:apsn', 'No service apsn: did you mean apns?'],
    ['-client:courier', 'No client courier: write 10.20.0.15 or 10.20.*.'],
  ])('%j', (text, expected) => {
    expect(compiled(text).mistake).toBe(expected);
  });

  test('take no part: the other terms hold', () => {
    expect(matches('verdict:blocked hots:a')).toBe(true);
    expect(matches('verdict:ok hots:a')).toBe(false);
  });
});

test('fields are found by name', () => {
  expect([fieldNamed('port')?.name, fieldNamed('constructor')]).toEqual(['port', undefined]);
});

test('no text throws, neither as a filter nor when it is completed', () => {
  const seen = seenValues(snapshot);
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(...FIELDS.map(({ name }) => `${name}:`), ...FIELDS.flatMap(({ examples }) => examples)),
    fc.constantFrom('-', '"', ',', '*', ' ', ':', '/', '>', '::', '1-', 'F1', '__proto__:', '17.0.0.0/', '\ud800'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      const { matches: test, mistake } = compiled(text);
      expect([undefined, true, false]).toContain(test?.(ROW));
      expect(mistake).not.toBe('');
      for (const candidate of completionOf(text, snapshot, seen).candidates.slice(0, 5))
        expect(compiled(candidate.text)).toBeDefined();
    }),
  );
});
