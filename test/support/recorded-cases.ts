/** The recorded fixtures: what somebody claims of each, and the report that was blessed. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { ServiceStatus } from '../../src/classify/vocabulary.ts';
import type { Report } from '../../src/engine/contract.ts';
import { type Expectation, readExpectation } from './expectation.ts';

const FIXTURES = new URL('../../fixtures/', import.meta.url).pathname;

export interface RecordedCase {
  readonly name: string;
  readonly expectation: Expectation;
  /** Undefined until somebody has looked at it. */
  readonly report: Report | undefined;
}

export function recordedCases(): readonly RecordedCase[] {
  return readdirSync(FIXTURES)
    .filter((name) => existsSync(`${FIXTURES}${name}/expect.yaml`))
    .map((name) => ({
      name,
      expectation: readExpectation(`${FIXTURES}${name}/expect.yaml`),
      report: existsSync(`${FIXTURES}${name}/report.json`)
        ? (JSON.parse(readFileSync(`${FIXTURES}${name}/report.json`, 'utf8')) as Report)
        : undefined,
    }));
}

/** The status that the case claims of a row. */
export function claimedStatus({ services = {}, otherServices }: Expectation, ref: string): ServiceStatus | undefined {
  return services[ref] ?? otherServices;
}
