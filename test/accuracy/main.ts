/**
 * `npm run accuracy`: whether the verdicts hold. Every recorded case against what its author expects, as a confusion table; the same
 * case degraded, where a verdict may weaken and must not turn into another; the same fault in a thousand flows; and strangers' captures,
 * where nothing documented is broken. `--case NAME` looks at one case.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { Analysis } from '../../src/analyze/analysis.ts';
import { addressBytes } from '../../src/catalogue/address-bytes.ts';
import { CONFIDENCES } from '../../src/detect/detector.ts';
import { RULES } from '../../src/detect/rules.ts';
import type { FindingReport, Report } from '../../src/engine/contract.ts';
import { reportOf } from '../../src/report/report.ts';
import { CAPTURE_NAME, corpusFolder, filesIn } from '../support/corpus.ts';
import { confusionTable, type Judged } from './confusion.ts';
import { crowdOf } from './crowd.ts';
import { DEGRADATIONS } from './degrade.ts';
import { EXCEPTIONS } from './exceptions.ts';
import { captureOf, type Recording, readRecording } from './frames.ts';

const FIXTURES = fileURLToPath(new URL('../../../fixtures/', import.meta.url));
const COPIES = 1000;

/** Rules that a capture with less in it may name in the place of another, which they name among their rivals. */
const KIN: Readonly<Record<string, { readonly rule: string; readonly rival: RegExp }>> = {
  // Without the second segment, or the small hello that passed, a hello that vanishes has vanished.
  'blocked/client-hello-dropped': { rule: 'blocked/mtu-black-hole', rival: /full-size|MTU/i },
  // Without another clock in the capture, a refused certificate is refused.
  'trust/client-rejected': { rule: 'trust/clock', rival: /clock/i },
};

interface Case {
  readonly name: string;
  readonly path: string;
  readonly options: { readonly config?: string };
  /** Rules by what its author wrote down; `undefined` where that says nothing of findings. */
  readonly expected: readonly string[] | undefined;
}

const failures: string[] = [];
const folder = mkdtempSync(join(tmpdir(), 'jamscope-accuracy-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { case: { type: 'string' } } });
  const cases = recorded().filter(({ name }) => values.case === undefined || name === values.case);
  const judged: Judged[] = [];
  const tally = { degraded: 0, same: 0, weaker: 0, crowds: 0 };
  for (const each of cases) {
    const report = await analyze(each.path, each.options);
    if (each.expected !== undefined) judged.push({ name: each.name, expected: each.expected, ...foundIn(report) });
    const recording = readRecording(each.path);
    // Of the same frames alone: what else a capture file knows, such as processes and drops, goes with them.
    const bare = await analyzed(recording, each.options);
    await degrade(each, recording, bare, tally);
    await crowd(each, recording, bare, tally);
  }
  const { lines, wrong } = confusionTable(Object.keys(RULES), judged);
  console.log(lines.join('\n'));
  failures.push(...wrong);
  console.log(
    `\n${cases.length} cases, ${tally.degraded} degraded: ${tally.same} findings the same, ${tally.weaker} weaker or gone; ${tally.crowds} faults in ${COPIES} flows`,
  );
  await strangers();
  for (const failure of failures) console.log(`FAILED: ${failure}`);
  console.log(failures.length === 0 ? 'accuracy: passed' : `accuracy: ${failures.length} failed`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

function recorded(): Case[] {
  return readdirSync(FIXTURES).flatMap((name) => {
    if (!existsSync(`${FIXTURES}${name}/expect.yaml`)) return [];
    const { findings, limits = [] } = parse(readFileSync(`${FIXTURES}${name}/expect.yaml`, 'utf8')) as {
      findings?: { rule: string }[];
      limits?: string[];
    };
    const config = `${FIXTURES}${name}/jamscope.config.json`;
    const pcap = `${FIXTURES}${name}/input.pcap`;
    return {
      name,
      path: existsSync(pcap) ? pcap : `${pcap}ng`,
      options: existsSync(config) ? { config } : {},
      expected: findings && [...findings.map(({ rule }) => rule), ...limits.map((limit) => `capture/${limit}`)],
    };
  });
}

function foundIn(report: Report): Pick<Judged, 'found' | 'serious'> {
  return {
    found: [...report.findings.map(({ rule }) => rule), ...report.capture.limits.map((limit) => `capture/${limit}`)],
    serious: serious(report).map(({ rule }) => rule),
  };
}

/** Errors and warnings. */
function serious(report: Report): FindingReport[] {
  return report.findings.filter(({ severity }) => severity !== 'info');
}

/** The same fault or less: no rule that the whole capture does not show, and none surer. */
async function degrade({ name, options }: Case, recording: Recording, whole: Report, tally: Record<string, number>) {
  const originators = new Set(whole.flows.map(({ originator }) => hexOf(originator.address)));
  for (const degradation of DEGRADATIONS) {
    const frames = degradation.apply(recording.frames, originators);
    if (frames.length === 0) continue;
    const report = await analyzed({ ...recording, frames }, options);
    tally.degraded++;
    for (const finding of serious(report)) {
      if (finding.rule.startsWith('capture/')) continue;
      const before = serious(whole).filter(({ rule }) => rule === finding.rule);
      if (before.length === 0 && !isKin(finding, whole))
        failures.push(`${name}, ${degradation.name}: ${finding.rule} is new: ${finding.title}`);
      if (before.length > 0 && before.every((each) => rank(each) > rank(finding)))
        failures.push(`${name}, ${degradation.name}: ${finding.rule} is surer`);
    }
    const left = new Map(report.findings.map(({ key, confidence }) => [key, confidence]));
    for (const { key, confidence } of serious(whole)) tally[left.get(key) === confidence ? 'same' : 'weaker']++;
  }
}

/** A weaker finding on the way to the whole capture's, with that among its rivals. */
function isKin({ rule, rivals }: FindingReport, whole: Report): boolean {
  const kin = KIN[rule];
  if (kin === undefined) return false;
  return serious(whole).some((finding) => finding.rule === kin.rule) && rivals.some((rival) => kin.rival.test(rival));
}

/** One cause is one finding, however many flows show it. */
async function crowd({ name, options }: Case, recording: Recording, whole: Report, tally: Record<string, number>) {
  const faults = serious(whole).filter(({ rule }) => /^(blocked|inspection|trust)\//.test(rule));
  const frames = faults.length === 0 ? undefined : crowdOf(recording.frames, COPIES);
  if (frames === undefined) return;
  const report = await analyzed({ ...recording, frames }, options);
  for (const { rule, key, count } of faults) {
    const same = report.findings.filter((finding) => finding.key === key);
    const kin = report.findings.filter((finding) => finding.rule === rule).length;
    const before = whole.findings.filter((finding) => finding.rule === rule).length;
    tally.crowds++;
    if (kin !== before) failures.push(`${name}, ${COPIES} times: ${rule} makes ${kin} findings of ${before}`);
    else if (same[0]?.count !== count * COPIES)
      failures.push(`${name}, ${COPIES} times: ${rule} counts ${same[0]?.count ?? 0} of ${count * COPIES} flows`);
  }
}

/** Captures of other people's networks: no error of ours, but for those that are explained. */
async function strangers(): Promise<void> {
  const corpus = corpusFolder();
  if (corpus === undefined) {
    console.log('public captures: skipped: no corpus');
    return;
  }
  const files = filesIn(corpus, 'public').filter((file) => CAPTURE_NAME.test(file));
  let errors = 0;
  for (const file of files) {
    const report = await analyze(join(corpus, file), {}).catch(() => undefined);
    const found =
      report?.findings.filter(({ rule, severity }) => severity === 'error' && /^(blocked|inspection)\//.test(rule)) ??
      [];
    for (const { rule, title } of found) {
      errors++;
      const reason = EXCEPTIONS[`${file} ${rule}`];
      if (reason === undefined) failures.push(`${file}: ${rule}: ${title}`);
      else console.log(`${file}: ${rule}: ${reason}`);
    }
  }
  console.log(`${files.length} public captures: ${errors} errors of blocked/ and inspection/`);
}

async function analyze(path: string, options: Case['options']): Promise<Report> {
  const analysis = await Analysis.open([path], options);
  for await (const _ of analysis.run());
  const report = reportOf(analysis.snapshot(), { tool: { name: 'jamscope', version: '0.0.0' }, allFlows: false });
  analysis.release();
  return report;
}

let made = 0;

async function analyzed(recording: Recording, options: Case['options']): Promise<Report> {
  const path = join(folder, `${++made}.pcap`);
  writeFileSync(path, captureOf(recording));
  const report = await analyze(path, options);
  rmSync(path);
  return report;
}

function rank({ confidence }: FindingReport): number {
  return CONFIDENCES.indexOf(confidence);
}

function hexOf(address: string): string {
  return Buffer.from(addressBytes(address) ?? []).toString('hex');
}

await main();
