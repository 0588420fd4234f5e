/**
 * The published JSON Schema is generated from the contract and checked in: whoever builds or starts the program needs no schema
 * library, and a change of the contract shows in review. `vitest --update` writes it anew.
 */
import { existsSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { report as declared, type Report } from '../../src/engine/contract.ts';
import { line } from '../../src/engine/contract-lines.ts';
import { jsonReport } from '../../src/report/json.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';

const FILE = '../../src/report/report.schema.json';
const ID = 'https://json-schema.org/draft/2020-12/schema';

const onDisk = readFileSync(new URL(FILE, import.meta.url), 'utf8');
const published = z.fromJSONSchema(JSON.parse(onDisk));
const sample = () =>
  JSON.parse(
    [...jsonReport(sampleSnapshot(), { tool: { name: 'jamscope', version: '0.1.0' }, allFlows: true })].join(''),
  );

describe('report.schema.json', () => {
  it('is what the contract declares', async () => {
    const schema = z.toJSONSchema(declared);
    expect(schema.$schema).toBe(ID);
    // The value is the contract's, the layout is the formatter's.
    const same = isDeepStrictEqual(JSON.parse(onDisk), schema);
    await expect(same ? onDisk : JSON.stringify(schema, null, 2)).toMatchFileSnapshot(FILE);
  });

  it('accepts what the program prints', () => {
    expect(published.safeParse(sample()).error).toBeUndefined();
  });

  it.each<[string, (report: Report) => unknown]>([
    ['an unknown key', (report) => Object.assign(report, { more: 1 })],
    ['another schema', (report) => Object.assign(report, { schema: 'jamscope.report/2' })],
    ['a missing section', (report) => Reflect.deleteProperty(report, 'services')],
    ['a frame number 0', (report) => Object.assign(report.flows[0].first, { frame: 0 })],
    ['a time without a zone', (report) => Object.assign(report.flows[0], { firstTime: '2026-11-20T09:00:00' })],
    ['an unknown status', (report) => Object.assign(report.services[0], { status: 'fine' })],
    ['a finding without flows', (report) => Object.assign(report.findings[0], { count: 0 })],
  ])('refuses %s', (_, spoil) => {
    const report = sample();
    spoil(report);
    expect(published.safeParse(report).success).toBe(false);
    expect(declared.safeParse(report).success).toBe(false);
  });
});

describe('lines.schema.json', () => {
  it('is what the contract declares of a line of NDJSON', async () => {
    const schema = z.toJSONSchema(line);
    const file = new URL('../../src/report/lines.schema.json', import.meta.url);
    const kept = existsSync(file) ? readFileSync(file, 'utf8') : '{}';
    const same = isDeepStrictEqual(JSON.parse(kept), schema);
    await expect(same ? kept : JSON.stringify(schema, null, 2)).toMatchFileSnapshot(
      '../../src/report/lines.schema.json',
    );
  });
});
