import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Analysis } from '../../src/analyze/analysis.ts';
import { whyNotTaken, writeTakenAway } from '../../src/cli/written-files.ts';
import type { Snapshot } from '../../src/engine/snapshot.ts';

const CAPTURE = fileURLToPath(new URL('../../fixtures/syn-unanswered-5223/input.pcapng', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'jamscope-'));
const path = (name: string) => join(folder, name);
const { signal } = new AbortController();
let analysis: Analysis;
let snapshot: Snapshot;

beforeAll(async () => {
  analysis = await Analysis.open([CAPTURE], { retainAll: true, rethrow: true });
  for await (const _ of analysis.run());
  snapshot = analysis.snapshot();
});
afterAll(() => {
  analysis.release();
  rmSync(folder, { recursive: true });
});

const write = (what: 'evidence' | 'report', name: string, findings?: string[]) =>
  writeTakenAway(analysis.inputs, { what, path: path(name), snapshot, findings }, signal);

describe('a report', () => {
  it.each([
    ['report.txt', /blocked\/syn-unanswered/],
    ['report.JSON', /"schema":\s*"jamscope\.report\/1"/],
  ])('%s', async (name, expected) => {
    expect(await write('report', name)).toBe(`Wrote the report of all findings to ${path(name)}.`);
    expect(readFileSync(path(name), 'utf8')).toMatch(expected);
  });

  it('of the marked findings', async () => {
    expect(await write('report', 'marked.json', ['F1'])).toContain('report of F1 to');
    expect(JSON.parse(readFileSync(path('marked.json'), 'utf8')).findings.length).toBe(1);
  });
});

describe('evidence', () => {
  it('says how much there is of it', async () => {
    expect(await write('evidence', 'evidence.pcapng', ['F1'])).toMatch(
      /^Wrote \d+ evidence frames among \d+ packets to /,
    );
    const reread = await Analysis.open([path('evidence.pcapng')], { rethrow: true });
    for await (const _ of reread.run());
    expect(reread.snapshot().findings.map(({ rule }) => rule)).toContain('blocked/syn-unanswered');
    reread.release();
  });

  it('says at once when the capture cannot be read again', () => {
    const piped = analysis.inputs.map((input) => ({ ...input, about: { ...input.about, path: '-' } }));
    expect(whyNotTaken(piped, 'evidence')).toBe(
      'standard input cannot be read twice, which evidence needs. Save the capture to a file, and name that.',
    );
    expect(whyNotTaken(piped, 'report')).toBe(undefined);
    expect(whyNotTaken(analysis.inputs, 'evidence')).toBe(undefined);
  });

  it('says when there is none', async () => {
    const none = { ...snapshot, findings: [] };
    const request = { what: 'evidence', path: path('none'), snapshot: none, findings: undefined } as const;
    expect(await writeTakenAway(analysis.inputs, request, signal)).toContain('No evidence was written');
  });

  it('of standard input says what to do', async () => {
    const [{ about, ...rest }] = analysis.inputs;
    const { size: _, ...unsized } = about;
    const piped = [{ ...rest, about: { ...unsized, path: '-' } }] as never;
    const request = { what: 'evidence', path: path('piped'), snapshot, findings: undefined } as const;
    await expect(writeTakenAway(piped, request, signal)).rejects.toThrow(/read twice.*Save the capture to a file/);
  });
});

describe('neither', () => {
  it('takes the place of another file', async () => {
    writeFileSync(path('mine'), 'mine');
    await expect(write('report', 'mine')).rejects.toThrow('exists already: choose another name.');
    expect(readFileSync(path('mine'), 'utf8')).toBe('mine');
  });

  it('hides why a file cannot be written', async () => {
    await expect(write('evidence', 'no/such/folder.pcapng')).rejects.toThrow(
      'no/such/folder.pcapng is in a folder that does not exist. Create the folder',
    );
  });
});
