import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/engine/snapshot.ts';
import type { PageOptions } from '../../src/report/text/page.ts';
import { textReport } from '../../src/report/text.ts';
import { sampleFinding, sampleSnapshot } from '../support/sample-snapshot.ts';

const PLAIN: PageOptions = { color: false, width: 80, ascii: false };
const textOf = (snapshot: Snapshot, options: Partial<PageOptions> = {}) =>
  [...textReport(snapshot, { ...PLAIN, ...options })].join('');

const SGR = /\u001b\[\d+m/g;

describe('textReport', () => {
  it.each([80, 120])('reads well at %i columns', async (width) => {
    await expect(textOf(sampleSnapshot(), { width })).toMatchFileSnapshot(`./sample-${width}.txt`);
  });

  it.each([40, 61, 80, 120, 200])('keeps to %i columns, but for filters, which are there to be copied', (width) => {
    const lines = textOf(sampleSnapshot(), { width }).split('\n');
    const wide = lines.filter((line) => stringWidth(line) > width);
    expect(wide.filter((line) => !line.startsWith('   Filter   '))).toEqual([]);
  });

  it('says the same in colour as without', () => {
    const colored = textOf(sampleSnapshot(), { color: true });
    expect(colored).toMatch(SGR);
    expect(colored.replace(SGR, '')).toBe(textOf(sampleSnapshot()));
  });

  it('is pure ASCII when asked, glyphs and names from the wire included', () => {
    const finding = sampleFinding('blocked/syn-unanswered', {}, { serverNames: ['bücher.例え.test'] });
    expect(textOf(sampleSnapshot([finding]), { ascii: true })).toMatch(/^[\n\u0020-\u007e]*$/);
  });

  it('has not one control character of the wire, in no place', () => {
    const hostile = 'x\u001b]0;pwned\u0007\u009b31m\u202e\nF9 ✖ error  forged';
    const base = sampleSnapshot();
    const scope = { serverNames: [hostile], clients: ['10.0.0.1'], servers: ['10.0.0.2'] };
    const findings = [
      sampleFinding('blocked/dns', { names: [hostile], answers: [hostile], extendedError: hostile }),
      sampleFinding('inspection/known-vendor', { vendor: hostile, issuer: hostile, matched: hostile }, scope),
      sampleFinding('capture/truncated', { inputs: [hostile] }),
    ];
    const snapshot = sampleSnapshot(findings, {
      services: base.services.map((service) => ({ ...service, ref: hostile, title: hostile, source: hostile })),
      capture: {
        ...base.capture,
        inputs: base.capture.inputs.map((input) => ({
          ...input,
          path: hostile,
          problems: [{ code: 'x', message: hostile }],
        })),
        anomalies: [{ code: hostile, count: 1, first: { input: 0, frame: 1 } }],
      },
      row: (id) => ({ ...base.row(id), serverName: hostile, protocol: hostile }),
    });
    const text = textOf(snapshot);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e]/);
    expect(text).not.toMatch(/^F9 /m);
    expect(text).toContain('\\x1b]0;pwned\\x07');
  });

  it('shows no figure that the JSON report lacks', () => {
    const snapshot = sampleSnapshot();
    const { flows, jamfFlows, findings } = snapshot.summary;
    const [headline] = textOf(snapshot).split('\n');
    expect(headline.match(/\d+/g)).toEqual(
      [findings.error, findings.warning, findings.info, jamfFlows, flows].map(String),
    );
  });
});
