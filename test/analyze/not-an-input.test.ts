import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { mustBeNoInput } from '../../src/analyze/not-an-input.ts';

const folder = mkdtempSync(join(tmpdir(), 'jamscope-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = (name: string) => join(folder, name);
writeFileSync(path('in.pcap'), 'x');
writeFileSync(path('other.pcap'), 'x');
symlinkSync(path('in.pcap'), path('link.pcap'));
const inputs = [{ about: { path: path('in.pcap') } }] as never;

test.each(['in.pcap', 'link.pcap', './in.pcap'])('%s is an input', async (name) => {
  await expect(mustBeNoInput(path(name), inputs, 'report')).rejects.toThrow('is one of the inputs');
});

test.each(['other.pcap', 'new.txt'])('%s is none', async (name) => {
  await expect(mustBeNoInput(path(name), inputs, 'report')).resolves.toBe(undefined);
});
