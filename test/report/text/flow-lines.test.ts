import { describe, expect, it } from 'vitest';
import { flowLines } from '../../../src/report/text/flow-lines.ts';
import { openPage } from '../../../src/report/text/page.ts';
import { sampleFinding, sampleSnapshot } from '../../support/sample-snapshot.ts';

const page = openPage({ color: false, width: 160, ascii: false });
/** Of flow 2: two rules show it. */
const [one, other] = sampleSnapshot()
  .findings.filter(({ flows }) => flows.includes(2))
  .map(({ id }) => id);

/** Columns are as wide as the longest list of findings. */
const squeezed = (line: string) => line.replace(/ +/g, ' ');

describe('flows', () => {
  it('are those with findings, each once, with all of its findings', () => {
    const lines = [...flowLines(sampleSnapshot(), page)];
    expect(lines.filter((line) => line.startsWith('  #2 ')).map(squeezed)).toEqual([
      ` #2 blocked S0 unknown ${one} ${other} 10.20.0.15:50002 → 17.57.144.20:5223 (1-courier.push.apple.com)`,
    ]);
    expect(squeezed(lines[1])).toBe(' id verdict state protocol findings from → to');
    expect(lines.at(-1)).toContain('310 flows in all, 273 of Jamf and Apple');
  });

  it('are bounded, and say so', () => {
    const base = sampleSnapshot();
    const flows = Array.from({ length: 60 }, (_, index) => index + 1);
    const finding = { ...sampleFinding('blocked/syn-unanswered'), flows };
    const lines = [...flowLines(sampleSnapshot([finding], { row: (id) => ({ ...base.row(1), id }) }), page)];
    expect(lines.filter((line) => line.startsWith('  #'))).toHaveLength(20);
    expect(lines.at(-1)).toContain('the first 20 with findings are shown');
  });

  it('keep the whole of a long name', () => {
    const medium = openPage({ color: false, width: 90, ascii: false });
    const lines = [...flowLines(sampleSnapshot(), medium)];
    const at = lines.findIndex((line) => line.startsWith('  #2 '));
    expect(lines.slice(at, at + 2).map(squeezed)).toEqual([
      ` #2 blocked S0 unknown ${one} ${other} 10.20.0.15:50002 → 17.57.144.20:5223`,
      ' (1-courier.push.apple.com)',
    ]);
    expect(lines[at + 1].indexOf('(')).toBe(lines[at].indexOf('10.20'));
  });

  it('have their states explained, each once', () => {
    const base = sampleSnapshot();
    const row = (id: number) => ({ ...base.row(id), connState: id % 2 === 0 ? 'REJ' : 'S0' });
    const lines = [...flowLines(sampleSnapshot(undefined, { row }), page)];
    expect(lines.at(-2)).toBe('  State: refused with a reset (REJ); no answer (S0)');
  });

  it('keep to a narrow page, headings too', () => {
    const narrow = openPage({ color: false, width: 50, ascii: false });
    const lines = [...flowLines(sampleSnapshot(), narrow)];
    expect(lines.slice(1, 3)).toEqual(['  id   verdict  state  protocol  findings', '    from → to']);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(50);
  });

  it('that are undecided stand apart, where a service is', () => {
    const base = sampleSnapshot([]);
    const row = (id: number) => ({ ...base.row(id), verdict: id === 7 ? ('undecided' as const) : ('ok' as const) });
    const services = base.services.map((service) => ({ ...service, status: 'undecided' as const }));
    const lines = [...flowLines(sampleSnapshot([], { row, services }), page)];
    expect(lines[0]).toBe('Undecided flows');
    expect(lines[2]).toMatch(/^ {2}#7 +undecided +S0 /);
    expect(lines.filter((line) => line.startsWith('  #'))).toHaveLength(1);
  });

  it('are all there when all are asked for, with their findings', () => {
    const base = sampleSnapshot();
    const lines = [...flowLines(base, page, true)];
    expect(lines[0]).toBe('Flows');
    expect(lines.filter((line) => line.startsWith('  #'))).toHaveLength(base.flowCount);
    expect(lines[3]).toMatch(new RegExp(`^ {2}#2 +blocked +S0 +unknown +${one} ${other} `));
    expect(lines.at(-1)).not.toContain('--all-flows');
  });

  it('are none', () => {
    const summary = { ...sampleSnapshot().summary, flows: 0, jamfFlows: 0 };
    expect([...flowLines(sampleSnapshot([], { summary }), page)]).toEqual(['0 flows in all.']);
  });

  it('are only counted when none has a finding', () => {
    expect([...flowLines(sampleSnapshot([]), page)]).toHaveLength(1);
  });
});
