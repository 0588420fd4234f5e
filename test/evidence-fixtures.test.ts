/** The evidence of every recorded capture proves the same again, read by itself. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Analysis } from '../src/analyze/analysis.ts';
import { writeEvidence } from '../src/analyze/write-evidence.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const ROOT = fileURLToPath(new URL('../fixtures/', import.meta.url));
const folder = temporaryFolder();

/** Findings that need more than the flows that they name, and what that is. */
const BEYOND_ITS_FLOWS: Readonly<Record<string, string>> = {
  'apns-fallback blocked/apns-fallback': 'the flow on 443 that works',
  'process-apple-pcapng blocked/apns-fallback': 'the flow on 443 that works',
  'udp-unanswered-quic blocked/udp-unanswered': 'the TCP flow to the same host that works',
  'handshake-silence-at-server blocked/handshake-silence': 'the next attempt, which says when the first was given up',
  'proxy-authentication blocked/proxy-authentication': 'the flow to another host that the proxy lets through',
  'proxy-authentication-socks blocked/proxy-authentication': 'what other flows reach through the proxy',
  'proxy-authentication-socks-rejected blocked/proxy-authentication': 'what other flows reach through the proxy',
  'inspection-rejected-node inspection/client-rejected': 'the flows of the same client that work',
  'jamf-pro-outbound-jamf ports/discouraged': 'the flows by which the client is known as the Jamf Pro server',
  'scep-node-unanswered blocked/syn-unanswered': 'the flow of another client that reaches the server',
  'mtu-black-hole-without-sack blocked/mtu-black-hole': 'the flow to the same host whose small ClientHello arrives',
  'mtu-black-hole-at-server blocked/mtu-black-hole': 'how long nothing more came, and the flow that works',
  'idle-killed-keep-alive blocked/idle-killed': 'the new flow of the same client that works',
  'idle-killed-silence blocked/idle-killed': 'the new flow of the same client that works',
  'trust-clock-behind trust/clock': 'what the client asked a time server, which tells its clock',
  'capture-truncated capture/truncated': 'the end of the file, which is where the fault is',
  'capture-truncated-pcap capture/truncated': 'the end of the file, which is where the fault is',
};

interface Blessed {
  readonly findings: readonly { readonly key: string; readonly rule: string; readonly frames: readonly unknown[] }[];
}

/** Cases with findings that frames prove; what concerns a capture as a whole has none. */
const CASES = readdirSync(ROOT).flatMap((name) => {
  const report = join(ROOT, name, 'report.json');
  if (!existsSync(report)) return [];
  const { findings } = JSON.parse(readFileSync(report, 'utf8')) as Blessed;
  const proved = findings.filter(({ frames }) => frames.length > 0);
  return proved.length === 0 ? [] : [{ name, proved }];
});

async function analysed(path: string, config: string | undefined): Promise<Analysis> {
  const analysis = await Analysis.open([path], { rethrow: true, config });
  for await (const _ of analysis.run());
  return analysis;
}

it('there are many', () => {
  expect(CASES.length).toBeGreaterThan(140);
});

describe.each(CASES)('the evidence of $name', ({ name, proved }) => {
  it('shows its findings', async () => {
    const input = ['input.pcap', 'input.pcapng'].map((file) => join(ROOT, name, file)).find(existsSync)!;
    const config = [join(ROOT, name, 'jamscope.config.json')].find(existsSync);
    const analysis = await analysed(input, config);
    const path = join(folder.path, `${name}.pcapng`);
    const snapshot = analysis.snapshot();
    const summary = await writeEvidence(analysis.inputs, snapshot, { path, application: 'jamscope' });
    const { packets } = snapshot.capture;
    analysis.release();
    expect(summary).toMatchObject({ missing: 0 });
    expect(summary!.frames).toBeLessThanOrEqual(packets);

    const again = await analysed(path, config);
    const { findings, capture } = again.snapshot();
    again.release();
    expect(capture.inputs).toMatchObject([{ complete: true, packets: summary!.frames }]);
    const shown = new Set(findings.map(({ key }) => key));
    const lost = proved.filter(({ key }) => !shown.has(key)).map(({ rule }) => `${name} ${rule}`);
    const expected = proved.map(({ rule }) => `${name} ${rule}`).filter((named) => named in BEYOND_ITS_FLOWS);
    expect(lost).toEqual(expected);
  });
});
