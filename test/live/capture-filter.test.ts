/** `--only-jamf` on recorded captures: tcpdump, given the filter, keeps every packet of the flows that have a service. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadSite } from '../../src/analyze/load-site.ts';
import { captureFilters } from '../../src/catalogue/capture-filter.ts';
import { createCatalogue } from '../../src/catalogue/match.ts';
import { ROWS } from '../../src/catalogue/tables.ts';
import { RULES } from '../../src/detect/rules.ts';
import { analyze } from '../../src/index.ts';
import { ROOT } from '../house/source-files.ts';

const FIXTURES = join(ROOT, 'fixtures');
const hasTcpdump = spawnSync('tcpdump', ['--version']).status === 0;

/** The filter leaves these services out, as it says. */
const UNDOCUMENTED = /^(undocumented-port|configurable)-/;

const cases = readdirSync(FIXTURES).filter((name) => {
  const input = join(FIXTURES, name, 'input.pcapng');
  return existsSync(input) && statSync(input).size < 3_000_000 && !UNDOCUMENTED.test(name);
});

describe.skipIf(!hasTcpdump)('the default filter', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jamscope-filter-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is short enough for the kernel, tagged or not', () => {
    for (const filter of captureFilters(createCatalogue())) {
      const program = execFileSync('tcpdump', ['-ddd', '-y', 'EN10MB', '--', filter], { encoding: 'utf8' });
      // BPF_MAXINSNS of Linux; above it, every packet would come to user space.
      expect(Number(program.split('\n')[0])).toBeLessThan(4096);
    }
  });

  const uncopied: string[] = [];
  test.each(cases)('%s', async (name) => {
    const input = join(FIXTURES, name, 'input.pcapng');
    const path = join(FIXTURES, name, 'jamscope.config.json');
    const config = existsSync(path) ? path : undefined;
    const { site, rows } = await loadSite(config, { rows: ROWS, rules: Object.keys(RULES) });
    const output = join(folder, `${name}.pcap`);
    const kept = captureFilters(createCatalogue(site, rows)).some(
      (filter) => spawnSync('tcpdump', ['-r', input, '-w', output, '--', filter]).status === 0,
    );
    // Several link types in one file, as on some Macs: tcpdump cannot copy that.
    if (!kept) return void uncopied.push(name);
    expect(await flowsOf(output, config)).toEqual(await flowsOf(input, config));
  });

  test('was tried on nearly all of them', () => {
    expect(cases.length).toBeGreaterThan(200);
    expect(uncopied.length).toBeLessThan(10);
  });
});

/** Flows with a service, and the packets of each. */
async function flowsOf(path: string, config: string | undefined): Promise<Record<string, string>> {
  const report = await analyze(path, { allFlows: true, ...(config === undefined ? {} : { config }) });
  const flows = report.flows.filter(({ services }) => services.length > 0);
  return Object.fromEntries(
    flows.map(({ transport, originator, responder, packets }) => [
      `${transport} ${originator.address}:${originator.port} ${responder.address}:${responder.port}`,
      `${packets.originator} ${packets.responder}`,
    ]),
  );
}
