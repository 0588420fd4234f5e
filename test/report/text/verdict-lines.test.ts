import { describe, expect, it } from 'vitest';
import type { FlowVerdict } from '../../../src/classify/vocabulary.ts';
import type { CaptureReport, SummaryReport } from '../../../src/engine/contract.ts';
import type { Finding } from '../../../src/engine/snapshot.ts';
import { openPage } from '../../../src/report/text/page.ts';
import { verdictLines } from '../../../src/report/text/verdict-lines.ts';
import { flowIdsTo, sampleFinding, sampleSnapshot } from '../../support/sample-snapshot.ts';

const NONE = { error: 0, warning: 0, info: 0 };
const { capture, services, row, flow } = sampleSnapshot();
const first = { input: 0, frame: 1 };

interface Changes {
  readonly summary?: Partial<SummaryReport>;
  readonly capture?: Partial<CaptureReport>;
  readonly findings?: readonly Finding[];
  /** Verdicts of the flows of a service that is undecided. */
  readonly undecided?: readonly FlowVerdict[];
  /** The alert that they are answered with. */
  readonly refused?: string;
}

function refusedBy(name: string) {
  const { tls, steps } = flow(1)!;
  const alert = { from: 'responder', level: 'fatal', code: 112, name, at: first } as const;
  return { tls: { ...tls!, alerts: [alert] }, steps: [{ ...steps[0], name: 'client-hello' }] };
}

const linesOf = (changes: Changes) => [
  ...verdictLines(
    {
      capture: { ...capture, anomalies: [], ...changes.capture },
      summary: { verdict: 'clean', flows: 310, jamfFlows: 42, flowsOmitted: 0, findings: NONE, ...changes.summary },
      findings: changes.findings ?? [],
      services:
        changes.undecided === undefined
          ? []
          : [
              { ...services[0], status: 'undecided' },
              { ...services[0], status: 'healthy' },
            ],
      flowIds: flowIdsTo(changes.undecided?.length ?? 0),
      row: (id) => ({ ...row(1), id, verdict: changes.undecided![id - 1] }),
      flow: (id) => ({ ...flow(1)!, id, ...(changes.refused === undefined ? {} : refusedBy(changes.refused)) }),
    },
    openPage({ color: false, width: 400, ascii: false }),
  ),
];

describe('verdict', () => {
  it('counts what the site accepts apart', () => {
    expect(linesOf({ summary: { excepted: 1 } })[0]).toBe(
      '✓ No problem found in 42 Jamf and Apple flows (310 in all), but for 1 that the configuration excepts',
    );
    const summary = { verdict: 'problems', findings: { ...NONE, error: 2 }, excepted: 1 } as const;
    expect(linesOf({ summary, findings: [sampleFinding('blocked/syn-unanswered')] })[0]).toBe(
      '✖ 2 errors, 0 warnings in 42 Jamf and Apple flows (310 in all); 1 more excepted by the configuration',
    );
  });

  const findings = [sampleFinding('blocked/syn-unanswered')];

  it('counts problems by severity, and is no cross without an error', () => {
    expect(
      linesOf({ summary: { verdict: 'problems', findings: { error: 2, warning: 1, info: 0 } }, findings }),
    ).toEqual(['✖ 2 errors, 1 warning in 42 Jamf and Apple flows (310 in all)']);
    expect(linesOf({ summary: { verdict: 'problems', findings: { ...NONE, warning: 1 } }, findings })[0]).toMatch(
      /^! 0 errors, 1 warning in/,
    );
  });

  it('says that it is look-ups that fail, and not flows', () => {
    const dns = [sampleFinding('blocked/dns'), sampleFinding('capture/mid-stream')];
    const summary = { verdict: 'problems', flows: 4, findings: { error: 1, warning: 0, info: 1 } } as const;
    expect(linesOf({ summary: { ...summary, jamfFlows: 0 }, findings: dns })).toEqual([
      '✖ 1 error, 0 warnings, 1 info in DNS look-ups; no flow to Jamf or Apple followed (4 in all)',
    ]);
    expect(linesOf({ summary: { ...summary, jamfFlows: 1 }, findings: dns })[0]).toMatch(
      /in DNS look-ups, besides 1 Jamf and Apple flow \(4 in all\)$/,
    );
    expect(linesOf({ summary, findings: [...dns, ...findings] })[0]).toMatch(/ in 42 Jamf and Apple flows/);
  });

  it('finds nothing wrong without calling the unseen fine', () => {
    const [headline, next] = linesOf({ summary: { findings: { ...NONE, info: 3 } } });
    expect(headline).toBe('✓ No problem found in 42 Jamf and Apple flows (310 in all), 3 info');
    expect(next).toContain('what was not observed is not judged');
    expect(linesOf({ summary: { findings: { ...NONE, error: 1, warning: 1 } } })[0]).toBe(
      '✓ No problem found in 42 Jamf and Apple flows (310 in all), 1 error about the capture, 1 warning about the capture',
    );
  });

  it('names what is undecided beside what works, and is no tick then', () => {
    const summary = { verdict: 'inconclusive' } as const;
    const [headline, next] = linesOf({ summary, capture: { limits: [] }, undecided: ['ok', 'undecided'] });
    expect(headline).toBe(
      '? No verdict on S5 Jamf Pro to APNs (binary protocol) (1 flow): nothing proves that it works, or what is wrong; no problem found in the rest of 42 Jamf and Apple flows (310 in all)',
    );
    expect(next).toMatch(/^Next: the undecided flows below/);
    expect(linesOf({ summary, capture: { limits: ['lossy'] }, undecided: ['ok', 'undecided'] })[0]).toMatch(
      /^\? No verdict: too little was captured of S5 Jamf Pro.* \(1 flow\); no problem found in the rest/,
    );
  });

  it('says so where the server answers each of them with an alert, whoever that is', () => {
    const [headline, next] = linesOf({
      summary: { verdict: 'inconclusive' },
      capture: { limits: [] },
      undecided: ['ok', 'undecided', 'undecided'],
      refused: 'unrecognized_name',
    });
    expect(headline).toMatch(
      /1 flow\): the server, or somebody in its name, answers the ClientHello with a fatal alert \(unrecognized_name\); no/,
    );
    expect(next).toMatch(/a filter that holds it back.*log of the server/);
  });

  it.each<[limits: CaptureReport['limits'], how: string]>([
    [['one-sided'], 'again where both directions pass'],
    [['mid-stream'], 'again'],
    [['truncated'], 'again'],
    [['snaplen-cut'], 'whole packets (no snaplen)'],
    [['lossy'], 'again, without losing packets'],
    [
      ['one-sided', 'snaplen-cut', 'dropped-by-kernel'],
      'whole packets (no snaplen) where both directions pass, without losing packets',
    ],
  ])('says what to record otherwise when what is there cannot be judged: %j', (limits, how) => {
    const [headline, next] = linesOf({ summary: { verdict: 'inconclusive' }, capture: { limits } });
    expect(headline).toBe('? No verdict: too little was captured of 42 Jamf and Apple flows (310 in all)');
    expect(next).toBe(`Next: record ${how}, from before the trouble until after it, and read that.`);
  });

  it('blames the capture for nothing that it shows as it was', () => {
    const [headline, next] = linesOf({ summary: { verdict: 'inconclusive' }, capture: { limits: [] } });
    expect(headline).toMatch(/^\? No verdict: nothing in 42 Jamf and Apple flows \(310 in all\) proves that it works/);
    expect(next).toMatch(/^Next: the undecided flows below/);
    expect(next).not.toMatch(/snaplen/);
  });
});

describe('nothing to judge', () => {
  const summary = { verdict: 'inconclusive', jamfFlows: 0 } as const;

  it('says what to do next, and names only what exists', () => {
    const [headline, next, ...rest] = linesOf({ summary });
    expect(headline).toBe('? Nothing of Jamf Pro or Apple device management among 310 flows');
    expect(next).toMatch(/^Next: record on the device/);
    expect(next).not.toMatch(/configuration/);
    expect(rest).toEqual([]);
  });

  it('says that a capture is empty', () => {
    const empty = { packets: 0, limits: [] };
    const [headline, next] = linesOf({ summary: { ...summary, flows: 0 }, capture: empty });
    expect(headline).toBe('? No packet in this capture');
    expect(next).toMatch(/interface and the filter/);
    const corrupt = linesOf({ summary: { ...summary, flows: 0 }, capture: { ...empty, limits: ['truncated'] } });
    expect(corrupt[1]).toBe('What it holds could not be read: see below.');
  });

  it('says what packets without a flow are, as far as is known', () => {
    const nothing = { ...summary, flows: 0 };
    expect(linesOf({ summary: nothing, capture: { packets: 10 } })[0]).toBe(
      '? No TCP or UDP flow in 10 packets: they are of other protocols, such as ARP or ICMP',
    );
    expect(linesOf({ summary: nothing, capture: { packets: 1 } })[0]).toBe(
      '? No TCP or UDP flow in 1 packet: it is of another protocol, such as ARP or ICMP',
    );
    const anomalies = [{ code: 'fragments-incomplete', count: 2, first }];
    expect(linesOf({ summary: nothing, capture: { packets: 10, anomalies } })[0]).toMatch(
      /10 packets: the anomalies below say why$/,
    );
  });
});

describe('a link type that is not supported', () => {
  const anomalies = [{ code: 'unsupported-link-type-107', count: 1200, first }];
  const words = 'Link type 107 (FRELAY) is not supported: none of its 1,200 packets could be read';

  it('is the headline when there is nothing else', () => {
    const summary = { verdict: 'inconclusive', jamfFlows: 0, flows: 0 } as const;
    const lines = linesOf({ summary, capture: { anomalies } });
    expect(lines[0]).toBe(`? ${words}`);
    expect(lines[1]).toMatch(/^Next: record on an Ethernet/);
    expect(lines).toHaveLength(2);
    const two = [...anomalies, { code: 'unsupported-link-type-4000', count: 1, first }];
    expect(linesOf({ summary, capture: { anomalies: two } })[1]).toBe(
      'Link type 4000 is not supported: its only packet could not be read.',
    );
  });

  it('follows any other headline', () => {
    expect(linesOf({ capture: { anomalies } })[1]).toBe(`${words}.`);
    expect(linesOf({ summary: { verdict: 'inconclusive' }, capture: { anomalies } })[1]).toBe(`${words}.`);
  });
});
