/**
 * Every recorded capture of `fixtures/`: what it must yield by the documents (`expect.yaml`, by hand), and that nothing else changed
 * since somebody looked (`report.json`, written by `npx vitest run --config test/vitest.config.ts test/fixtures.test.ts --update`).
 */
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { analyze, openCapture } from 'jamscope';
import { beforeAll, describe, expect, it } from 'vitest';
import { main } from '../src/cli/main.ts';
import { report as contract } from '../src/engine/contract.ts';
import { jsonReport } from '../src/report/json.ts';
import { mismatches, readExpectation } from './support/expectation.ts';
import { fakeEffects } from './support/fake-effects.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CASES = readdirSync(`${ROOT}fixtures`).filter((name) => existsSync(`${ROOT}fixtures/${name}/expect.yaml`));
/** Blessed reports outlive releases. */
const TOOL = { name: 'jamscope', version: '0.0.0' };

// Reports name their inputs as the user did: `fixtures/…` from the root.
beforeAll(() => process.chdir(ROOT));

it('there are fixtures', () => {
  expect(CASES.length).toBeGreaterThan(50);
});

describe.each(CASES)('%s', (name) => {
  const folder = `fixtures/${name}`;
  const input = existsSync(`${ROOT}${folder}/input.pcap`) ? `${folder}/input.pcap` : `${folder}/input.pcapng`;

  const config = existsSync(`${ROOT}${folder}/jamscope.config.json`) ? `${folder}/jamscope.config.json` : undefined;
  const site = config === undefined ? {} : { config };

  it('is judged as the documents say', async () => {
    const report = await analyze(input, { ...site, rethrow: true });
    contract.parse(report);
    const effects = fakeEffects();
    const choice = config === undefined ? ['--no-config'] : ['--config', config];
    const exit = await main([input, '--format', 'json', ...choice], effects);
    expect({ ...JSON.parse(effects.out()), tool: report.tool }).toEqual(report);
    const expectation = readExpectation(`${folder}/expect.yaml`);
    const lines = mismatches(expectation, report, exit);
    if (lines.length > 0) expect.fail(`${expectation.title}\n- ${lines.join('\n- ')}`);
  });

  it('reports what it did when it was blessed', async (context) => {
    const blessed = `${ROOT}${folder}/report.json`;
    const updating = expect.getState().snapshotState.snapshotUpdateState === 'all';
    if (!existsSync(blessed) && !updating) context.skip('there is no report.json yet: --update writes it');
    const capture = await openCapture(input, { ...site, rethrow: true });
    for await (const _ of capture);
    const text = [...jsonReport(capture.snapshot(), { tool: TOOL, allFlows: false })].join('');
    capture.release();
    await expect(text).toMatchFileSnapshot(blessed);
  });
});
