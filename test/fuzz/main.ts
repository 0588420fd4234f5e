/**
 * `npm run fuzz`: hostile versions of the fixtures through the library, of their conversations through each probe, and malformed
 * captures through the command.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { corpusFolder } from '../support/corpus.ts';
import { runMalformed } from './malformed.ts';
import { fuzzProbes } from './probes.ts';
import { fuzzSamples } from './samples.ts';

/** Two levels up from `.tools/test/fuzz` lies `.tools`, three the repository. */
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    /** Captures below this folder are mutated. */
    samples: { type: 'string', default: `${ROOT}fixtures` },
    /** Only the input of this number, as a failure names it. */
    only: { type: 'string' },
  },
});
const seed = Number(values.seed);
const [first, last] = values.only === undefined ? [1, Number(values.runs)] : [Number(values.only), Number(values.only)];

const mutations = await fuzzSamples(values.samples, seed, first, last);
console.log(`mutations, seed ${seed}: ${mutations.passed} passed, ${mutations.failed} failed`);
const total = { ...mutations };
if (values.only === undefined) {
  const probes = fuzzProbes(values.samples, seed, last);
  console.log(
    `probes, ${last} damaged conversations each, seed ${seed}: ${probes.passed} passed, ${probes.failed} failed`,
  );
  total.passed += probes.passed;
  total.failed += probes.failed;
}
const corpus = corpusFolder();
if (corpus === undefined) console.log('malformed captures: skipped: no corpus');
else if (values.only === undefined) {
  const malformed = await runMalformed(corpus, `${ROOT}bin/jamscope.js`);
  console.log(`malformed captures: ${malformed.passed} passed, ${malformed.failed} failed`);
  total.passed += malformed.passed;
  total.failed += malformed.failed;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
