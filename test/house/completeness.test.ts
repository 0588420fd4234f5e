/** Nothing is half there: files have tests, rules and probes have all their parts, bounds are used. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { DETECTORS } from '../../src/detect/registry.ts';
import { RULES } from '../../src/detect/rules.ts';
import { PROBES } from '../../src/probe/registry.ts';
import { filesBelow, ROOT, SOURCES } from './source-files.ts';

/** Files without a test of their own, with what holds them. */
const UNTESTED: Readonly<Record<string, string>> = {
  'src/analyze/reading.ts': 'types only: test/cli/screen-command.test.ts and test/cli/live-command.test.ts read by it',
  'src/capture/record-run.ts': 'fields: test/capture/pcap.test.ts expects them of the reader that fills them',
  'src/classify/flow-facts.ts': 'types only: test/engine/flow-facts-of.test.ts builds them',
  'src/classify/vocabulary.ts': 'lists of words: the contract and its published schema hold them',
  'src/cli/analyze-options.ts':
    'types and a list of words: test/cli/main.test.ts and test/cli/live-options.test.ts give them',
  'src/cli/push-cert-options.ts': 'options of a command: test/cli/push-cert-command.test.ts gives them',
  'src/detect/detector.ts': 'the shape of a detector, and two lists that the contract holds',
  'src/detect/blocked/parameters.ts': 'types only: the words and the sample snapshot are checked against them',
  'src/detect/capture/parameters.ts': 'types only: the words and the sample snapshot are checked against them',
  'src/detect/inspection/parameters.ts': 'types only: the words and the sample snapshot are checked against them',
  'src/detect/parameters.ts': 'types only: the words and the sample snapshot are checked against them',
  'src/detect/ports/parameters.ts': 'types only: the words and the sample snapshot are checked against them',
  'src/detect/tls-floor/parameters.ts': 'types only: the words and the sample snapshot are checked against them',
  'src/detect/trust/parameters.ts': 'types only: the words and the sample snapshot are checked against them',
  'src/detect/push/parameters.ts': 'types only: the words and the sample snapshot are checked against them',
  'src/detect/rules.ts': 'a table: the tests below hold it against detectors, words and fixtures',
  'src/detect/words.ts': 'types only: test/index.test.ts phrases a finding by them',
  'src/engine/contract-lines.ts': 'parts of the contract: test/report/ndjson.test.ts and others hold lines against it',
  'src/engine/contract-protocols.ts':
    'parts of the contract: test/engine/contract.test.ts and the published schema hold it',
  'src/engine/contract-values.ts': 'parts of the contract: test/engine/contract.test.ts holds it',
  'src/engine/snapshot.ts': 'types only: test/engine/snapshot-builder.test.ts builds them',
  'src/flow/assembly/row.ts': 'access to memory: test/flow/tcp-state.test.ts reads in TypeScript what it wrote',
  'src/flow/assembly/tcp-state.ts':
    'test/flow/tcp-state.test.ts and test/flow/conn-state.test.ts have it follow scripts of segments',
  'src/flow/direction.ts': 'the two directions and their names',
  'src/probe/probe.ts': 'the shape of a probe, and one bound that test/engine/protocol-session.test.ts reaches',
  'src/probe/registry.ts': 'a list: the tests below hold it against the files',
  'src/probe/dcerpc-observations.ts': 'types only: test/probe/dcerpc.test.ts and its neighbour expect them',
  'src/probe/smb-observations.ts': 'types only: test/probe/smb.test.ts and its neighbours expect them',
  'src/recording/disk.ts': 'the functions of Node that test/recording/recorder.test.ts writes with',
  'src/source/live/cap-program.ts': 'a process of its own: test/live/engines.test.ts runs it',
  'src/source/live/child-engine.ts': 'types only: the engines are checked against them',
  'src/source/live/live-source.ts': 'types only: tests of the engines beside it build them',
  'src/recording/span.ts': 'types only: test/recording/frame-ring.test.ts gives and reads them',
  'src/source/live/folder-disk.ts': 'the functions of Node that test/source/live/folder-source.test.ts reads with',
  'src/wire/packet-view.ts': 'fields that test/wire/packet.test.ts fills',
  'src/wording/words.ts': 'types only: every wording is checked against them',
  'src/ui/query/row-test.ts': 'types only: test/ui/query/compile.test.ts applies them',
};

const TESTS = new Set(filesBelow('test'));

describe('every file of src/', () => {
  const untested = SOURCES.map(({ path }) => path).filter((path) => !isTested(path));

  it('has its test in the same place below test/, or a reason for none', () => {
    expect(untested.filter((path) => !(path in UNTESTED))).toEqual([]);
  });

  it('that is excused exists, and has no test after all', () => {
    expect(Object.keys(UNTESTED).filter((path) => !untested.includes(path))).toEqual([]);
    for (const reason of Object.values(UNTESTED)) expect(reason).toMatch(/^\S.{15,}/);
  });

  it('is what a test below test/ is about', () => {
    const mirrored = new Set(SOURCES.map(({ room }) => `test/${room}`));
    const orphans = [...TESTS].filter((path) => {
      if (!/\.test\.tsx?$/.test(path) || !mirrored.has(path.split('/').slice(0, 2).join('/'))) return false;
      return !SOURCES.some((file) => testsOf(file.path).includes(path));
    });
    expect(orphans).toEqual(TESTS_OF_MANY);
  });
});

/** Tests of several files together, or of what is no code. */
const TESTS_OF_MANY = [
  'test/cli/outcomes.test.ts',
  'test/detect/ports/table.test.ts',
  'test/report/schema.test.ts',
  'test/ui/frames.test.ts',
  'test/ui/responsiveness.test.ts',
];

describe('rules', () => {
  const rules = Object.keys(RULES);

  it('are the detectors of the registry', () => {
    expect(DETECTORS.map(({ rule }) => rule).toSorted()).toEqual(rules.toSorted());
  });

  it.each(rules)('%s has its detector and its words, each in a file of its name with a test', (rule) => {
    const paths = SOURCES.map(({ path }) => path);
    for (const path of [`src/detect/${rule}.ts`, `src/wording/${rule}.ts`]) {
      expect(paths).toContain(path);
      expect(isTested(path), `${path} is tested`).toBe(true);
    }
  });

  it.each(rules)('%s is shown by a recorded capture', (rule) => {
    expect([...shown].filter(([, rules]) => rules.has(rule))).not.toEqual([]);
  });
});

/** Fixture -> rules that its expectation names; a limit of the capture is a rule too. */
const shown = new Map(
  filesBelow('fixtures')
    .filter((path) => path.endsWith('/expect.yaml'))
    .map((path) => {
      const { findings = [], limits = [] } = parse(readFileSync(ROOT + path, 'utf8')) as {
        findings?: { rule: string }[];
        limits?: string[];
      };
      return [path, new Set([...findings.map(({ rule }) => rule), ...limits.map((limit) => `capture/${limit}`)])];
    }),
);

describe('probes', () => {
  const files = SOURCES.filter(
    ({ path, code }) => path.startsWith('src/probe/') && /\bexport const \w+: Probe</.test(code),
  );

  it('are all in the registry', () => {
    const registered = SOURCES.find(({ path }) => path === 'src/probe/registry.ts')!.imports.map(
      ({ target }) => target,
    );
    expect(files.length).toBeGreaterThan(3);
    for (const { path } of files) expect(registered).toContain(path);
  });

  it.each(PROBES.map(({ name }) => name))('%s has its file with a test', (name) => {
    expect(files.map(({ path }) => path)).toContain(`src/probe/${name}.ts`);
    expect([...TESTS]).toContain(`test/probe/${name}.test.ts`);
  });

  it('have names of their own', () => {
    expect(new Set(PROBES.map(({ name }) => name)).size).toBe(PROBES.length);
  });
});

describe('bounds', () => {
  const declared = SOURCES.flatMap(({ path, code }) =>
    [...code.matchAll(/^(?:export )?const (MAX_\w+)/gm)].map(([, name]) => ({ path, name })),
  );

  it('are many, and each bounds something', () => {
    expect(declared.length).toBeGreaterThan(50);
    const idle = declared.filter(({ name, path }) => {
      const uses = SOURCES.reduce((sum, file) => {
        const counted = file.path === path || file.imports.some(({ target }) => target === path);
        const statements = file.code.replace(/^import [^;]*;/gm, '');
        return counted ? sum + [...statements.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].length : sum;
      }, 0);
      return uses < 2;
    });
    expect(idle).toEqual([]);
  });
});

function testsOf(path: string): string[] {
  const stem = path.replace(/^src/, 'test').replace(/\.tsx?$/, '');
  return [`${stem}.test.ts`, `${stem}.test.tsx`];
}

function isTested(path: string): boolean {
  return testsOf(path).some((test) => TESTS.has(test));
}
