/** REPORT.md names every anomaly and limit that a report can hold, and no other. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CAPTURE_LIMITS } from '../../src/classify/vocabulary.ts';
import { OVERFLOW_CODE } from '../../src/detect/memory.ts';
import type { PacketStop } from '../../src/wire/packet-view.ts';
import { anomalyText } from '../../src/wording/anomaly-text.ts';
import { ROOT, SOURCES } from './source-files.ts';

/** The first column of the table below a heading of REPORT.md. */
function documented(heading: string): string[] {
  const [, section = ''] = readFileSync(`${ROOT}REPORT.md`, 'utf8').split(`\n### ${heading}\n`);
  return [...section.split('\n#')[0].matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name);
}

/** Where the walk through a packet can stop so that the packet is an anomaly named after it. */
const ODD_STOPS: Record<Exclude<PacketStop, 'ok' | 'fragment' | 'other' | 'link-type'>, true> = {
  cut: true,
  malformed: true,
};

/** Calls that count an anomaly, as they are written: what stands between the brackets. */
const CALLS = SOURCES.filter(({ room }) => room !== 'report' && room !== 'wording').flatMap(({ text }) =>
  [...text.matchAll(/(?:anomalies\.count|#countRest)\(((?:[^()]|\([^()]*\))*)\)(?! *[:{])/g)].map(([, call]) => call),
);

/** Codes in the calls, `*` for what is put in; a code that is passed through is written in a call further out. */
const EMITTED = new Set([
  ...CALLS.flatMap((call) =>
    [...call.matchAll(/(?<!=== )'([^']+)'|`([^`]+)`/g)].flatMap(([, plain, template]) => plain ?? codesOf(template)),
  ),
  ...Object.values(OVERFLOW_CODE),
]);

function codesOf(template: string): string[] {
  const stop = /\$\{view\.stop\}/;
  if (stop.test(template)) return Object.keys(ODD_STOPS).map((each) => template.replace(stop, each));
  return [template.replace(/\$\{[^}]*\}/, '*')];
}

describe('anomalies', () => {
  const codes = [...EMITTED].toSorted();

  it('are found in the sources', () => {
    expect(CALLS.length).toBeGreaterThan(7);
    expect(codes).toEqual(
      expect.arrayContaining(['cut-packet', 'flows-evicted', 'probe-failed-*', 'survey-incomplete']),
    );
    const passedOn = CALLS.filter((call) => !/['`]/.test(call));
    expect(
      passedOn.every((call) => /^code, at\b/.test(call)),
      String(passedOn),
    ).toBe(true);
  });

  it('stand in REPORT.md, each once', () => {
    const listed = documented('Anomalies').map((code) => code.replace(/(?<=-)(?:N|…)$/, '*'));
    expect(listed.toSorted()).toEqual(codes);
  });

  it.each(codes)('%s has words', (code) => {
    const met = code.replace('*', '9');
    expect(anomalyText({ code: met, count: 2 })).not.toBe(`${met} (2)`);
  });
});

it('limits stand in REPORT.md, each once', () => {
  expect(documented('Limits').toSorted()).toEqual(CAPTURE_LIMITS.toSorted());
});
