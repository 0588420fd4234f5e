import { describe, expect, it } from 'vitest';
import { RULES } from '../../../src/detect/rules.ts';
import { openPage } from '../../../src/report/text/page.ts';
import { confidenceLines, ruleLines, ruleListLines } from '../../../src/report/text/rule-lines.ts';
import { type ExplainedRule, explainedRules } from '../../../src/wording/explain.ts';

const BUILT_IN = explainedRules(RULES);
const page = (width = 100, color = false) => openPage({ color, width, ascii: false });
const WORDLESS: ExplainedRule = { rule: 'acme/ink', severity: 'info', source: 'Acme \u001b[31m1', manual: undefined };
const SAMPLE: ExplainedRule = {
  rule: 'acme/toner',
  severity: 'error',
  source: 'Acme, 2',
  manual: {
    summary: 'no toner',
    meaning: 'Nothing is printed.',
    evidence: [
      'strong: the page is white',
      'at most moderate: the paper was not seen, and whoever looked at it did so from afar',
    ],
    rivals: ['No ink: the drawer decides.', 'No paper: the tray decides.'],
    ask: 'Where is the toner?',
  },
};

describe('a rule', () => {
  it('reads from what was seen to whom to ask', () => {
    expect([...ruleLines(SAMPLE, page(60))]).toEqual([
      'acme/toner  ✖ error',
      '   Seen     no toner',
      '   Means    Nothing is printed.',
      '   Evidence strong: the page is white',
      '            at most moderate: the paper was not seen, and',
      '              whoever looked at it did so from afar',
      '   Or else  No ink: the drawer decides.',
      '   Or else  No paper: the tray decides.',
      '   Ask      Where is the toner?',
      '   Source   Acme, 2',
    ]);
  });

  it('of a plug-in without a manual says so, and nothing raw reaches the terminal', () => {
    const [head, manual, source] = ruleLines(WORDLESS, page());
    expect(head).toBe('acme/ink  i info');
    expect(manual).toBe('   Manual   The plug-in that adds this rule brings no manual.');
    expect(source).not.toContain('\u001b');
  });

  it('says the same in colour', () => {
    const colored = [...ruleLines(SAMPLE, page(60, true))].join('\n');
    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe([...ruleLines(SAMPLE, page(60))].join('\n'));
    expect(colored).toContain('\u001b[1mstrong\u001b[0m: the page is white');
  });

  it.each([40, 72, 100, 160])('keeps to %i columns', (width) => {
    const lines = BUILT_IN.flatMap((rule) => [...ruleLines(rule, page(width))]);
    expect(lines.filter((line) => line.length > width)).toEqual([]);
  });
});

describe('the list', () => {
  it('has a line for each rule below its family', () => {
    const lines = [...ruleListLines([SAMPLE, WORDLESS], page())];
    expect(lines).toEqual([
      'acme',
      '  ✖ acme/toner  no toner',
      '  i acme/ink    The plug-in that adds this rule brings no manual.',
      '',
      '✖ error, ! warning, i info. `jamscope explain RULE` says more of one.',
    ]);
  });

  it.each([40, 72, 100, 160])('keeps to %i columns, and names every rule', (width) => {
    const lines = [...ruleListLines(BUILT_IN, page(width)), ...confidenceLines(page(width))];
    expect(lines.filter((line) => line.length > width)).toEqual([]);
    for (const { rule } of BUILT_IN) expect(lines.join('\n')).toMatch(new RegExp(`^ {2}[✖!i] ${rule}\\b`, 'm'));
  });

  it('gives the title of a family', () => {
    expect([...ruleListLines(BUILT_IN, page())][0]).toBe('blocked: connections that break off, and at which step');
  });
});

it('says what the words of confidence mean', () => {
  const text = [...confidenceLines(page())].join('\n');
  for (const word of ['conclusive', 'strong', 'moderate', 'weak'])
    expect(text).toMatch(new RegExp(`^ {2}${word} +[a-z]`, 'm'));
});
