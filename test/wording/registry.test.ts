import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/detect/rules.ts';
import { WORDINGS } from '../../src/wording/registry.ts';
import { SAMPLE_RULES, sampleFinding } from '../support/sample-snapshot.ts';
import { sampleWords } from '../support/sample-words.ts';

const MANUALS = Object.entries(WORDINGS).map(([rule, { manual }]) => [rule, manual] as const);

describe('the wordings', () => {
  it('cover the rules, each under its own name', () => {
    expect(Object.keys(WORDINGS)).toEqual(SAMPLE_RULES);
    for (const [rule, wording] of Object.entries(WORDINGS)) expect(wording.rule).toBe(rule);
  });

  it.each(SAMPLE_RULES)('%s has every part, in finished sentences', (rule) => {
    const { title, explanation, rivals, remedy, evidence, source } = sampleWords(rule);
    expect(title).toMatch(/^\S.*[^.\s]$/);
    for (const sentence of [explanation, remedy, ...rivals]) expect(sentence).toMatch(/^\S.*[.]$/);
    for (const fact of evidence) expect(fact).toMatch(/^\S.*\S$/);
    expect(evidence.length).toBeGreaterThan(0);
    expect(source).not.toBe('');
    const all = [title, explanation, remedy, ...rivals, ...evidence].join(' ');
    // Only what exists is advised.
    expect(all).not.toContain('configuration can declare');
    expect(all).not.toMatch(/undefined|NaN|\[object| {2}|\.\.|false/);
  });

  it.each(SAMPLE_RULES.filter((rule) => !rule.startsWith('capture/')))(
    '%s names host and port in its remedy',
    (rule) => {
      const { scope } = sampleFinding(rule);
      const { remedy, title, explanation } = sampleWords(rule);
      expect(remedy).toContain(String(scope.ports[0]));
      expect(remedy).toContain(scope.serverNames[0] ?? scope.servers[0]);
      expect(remedy).toContain(scope.clients[0]);
      expect(title + explanation).toContain(scope.servers[0]);
    },
  );

  it.each(SAMPLE_RULES)('%s can be phrased of many clients and servers, and of none', (rule) => {
    const many = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4'];
    const crowd = sampleWords(rule, {}, { clients: many, servers: many });
    expect(crowd.explanation).not.toContain('192.0.2.4');
    const nobody = sampleWords(
      rule,
      {},
      { transport: undefined, clients: [], servers: [], ports: [], serverNames: [] },
    );
    for (const text of [nobody.title, nobody.explanation, nobody.remedy])
      expect(text).not.toMatch(/undefined| {2}|\(\)| ,/);
  });

  // What inspection is told of has a name.
  it.each(SAMPLE_RULES.filter((rule) => !rule.startsWith('inspection/')))(
    '%s claims no name of a server that was known by its address alone',
    (rule) => {
      const { title, explanation, rivals, remedy, evidence } = sampleWords(rule, {}, { serverNames: [] });
      const all = [title, explanation, remedy, ...rivals, ...evidence].join(' ');
      expect(all).not.toMatch(/the name decides|the same name\b|under this name|behind this name|refuses this name/);
    },
  );

  it.each(MANUALS)('%s has a manual in finished, plain sentences', (_, { summary, meaning, evidence, rivals, ask }) => {
    // A line of a list.
    expect(summary).toMatch(/^(?![A-Z][a-z])\S[^\n]{10,108}[^.\s]$/);
    for (const sentence of [meaning, ...rivals]) expect(sentence).toMatch(/^[A-Z0-9"`].*\.$/);
    expect(ask).toMatch(/^[A-Z].*[.?]$/);
    // What decides, or who knows.
    for (const rival of rivals) expect(rival).toMatch(/\b(decides?|knows?|says|tells)\b/);
    expect(rivals.length).toBeGreaterThan(0);
    for (const piece of evidence) expect(piece).toMatch(/: \S.*[^.\s]$/);
    const all = [summary, meaning, ...evidence, ...rivals, ask].join(' ');
    expect(all).not.toMatch(/\n| {2}|\*\*|undefined/);
    // A page that is read, not studied.
    expect(all.split(' ').length).toBeLessThan(330);
  });

  it.each(MANUALS)('%s weighs what makes a finding before what holds it back', (_, { evidence }) => {
    const effects = evidence.map((piece) => piece.slice(0, piece.indexOf(':')));
    const places = effects.map((effect) => EFFECTS.findIndex((each) => effect.startsWith(each)));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places[0]).toBeLessThan(EFFECTS.indexOf('at most'));
  });

  it.each(MANUALS)('%s names other rules by names that exist', (_, manual) => {
    const named = JSON.stringify(manual).matchAll(
      /`((?:blocked|inspection|trust|ports|push|tls-floor|capture)\/[^`]+)`/g,
    );
    for (const [, name] of named) expect(RULES).toHaveProperty([name]);
  });
});

const EFFECTS = ['conclusive', 'strong', 'moderate', 'weak', 'at most', 'as ', 'silent'];
