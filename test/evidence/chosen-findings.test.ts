import { expect, it } from 'vitest';
import type { Finding } from '../../src/engine/snapshot.ts';
import { chosenFindings } from '../../src/evidence/chosen-findings.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';

const { findings } = sampleSnapshot();
const rules = (chosen: readonly Finding[]) => [...new Set(chosen.map(({ rule }) => rule))];

it('all are meant without words', () => {
  expect(chosenFindings(findings)).toEqual({ findings, unknown: [] });
});

it('by id in either case, by key, by rule and by family; each once, worst first', () => {
  const [first, second, third] = findings;
  const words = ['f2', third.key, first.id, second.rule];
  expect(chosenFindings(findings, words).findings.slice(0, 3)).toEqual([first, second, third]);
  expect(rules(chosenFindings(findings, ['blocked/dns']).findings)).toEqual(['blocked/dns']);
  const family = rules(chosenFindings(findings, ['ports']).findings);
  expect(family.length).toBeGreaterThan(1);
  expect(family.every((rule) => rule.startsWith('ports/'))).toBe(true);
});

it('a word that means none is told', () => {
  expect(chosenFindings(findings, ['F999', 'F1', 'block'])).toEqual({
    findings: [findings[0]],
    unknown: ['F999', 'block'],
  });
});
