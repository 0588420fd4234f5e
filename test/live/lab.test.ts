/** Cases of the fixtures, from real servers: each engine says live what jamscope says of the file that was recorded at the same time. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { labObstacle, runLab } from './lab.ts';

/** Healthy, blocked, inspected. One needs mitmproxy, which brings 130 packages, and is skipped where that is missing. */
const CASES = [
  'tenant-tls13',
  'tenant-tls12',
  'apns-5223-tls13',
  'ldap-directory',
  'syn-unanswered-5223',
  'syn-reset-5223',
  'icmp-prohibited',
  'dns-nxdomain',
  'client-hello-reset',
  'client-hello-silence-closed',
  'proxy-refused-tenant',
  'block-page-squid',
  'inspection-fortigate',
  'inspection-shared-issuer',
  'inspection-squid-openssl',
];
const ENGINES = ['dumpcap', 'tcpdump', 'cap'];
const why = labObstacle();
if (why !== undefined) console.log(`live: skipped: ${why}`);
let compared = 0;

/** Families of the rules that the fixture must show, by hand from the documents. In the family: the lab's addresses are private. */
function expectedFamilies(name: string): string[] {
  const text = readFileSync(new URL(`../../fixtures/${name}/expect.yaml`, import.meta.url), 'utf8');
  return [...text.matchAll(/^ +- rule: (\w+\/)/gm)].map(([, family]) => family);
}

describe.skipIf(why !== undefined)('the lab', () => {
  // One after the other: each has the whole machine.
  describe.each(CASES)('%s', (name) => {
    let running: ReturnType<typeof runLab> | undefined;

    test.for(ENGINES)('%s', async (engine, { skip }) => {
      running ??= runLab('live.py', name);
      const { lines, error } = await running;
      const line =
        lines.find((text) => text.startsWith(`${name} ${engine}: `) || text.startsWith(`${name}: `)) ?? error;
      if (line.includes(': skipped: ')) {
        console.log(line);
        skip(line);
      }
      expect(line).toContain(`${name} ${engine}: same: `);
      for (const family of expectedFamilies(name)) expect(line).toContain(family);
      compared++;
    });
  });
});

// A check that saw nothing must not look like one that passed.
test.runIf(process.env.CI === 'true')('in CI, most of them were compared', () => {
  expect(why).toBeUndefined();
  expect(compared).toBeGreaterThanOrEqual(30);
});
