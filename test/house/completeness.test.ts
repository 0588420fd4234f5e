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
  'src/capture/record-run.ts': 'fields: test/capture/pcap.test.ts expects them of the reader that fills them',
  'src/classify/flow-facts.ts': 'types only: test/engine/flow-facts-of.test.ts builds them',
  'src/classify/vocabulary.ts': 'lists of words: the contract and its published schema hold them',
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
  'src/source/live/live-source.ts': 'the shape of a live source, and a list of words',
