import { describe, expect, it } from 'vitest';
import {
  contextComment,
  evidenceComments,
  inputLabels,
  MAX_COMMENT,
  MAX_FINDINGS_OF_FRAME,
  MAX_LISTED,
  placeText,
  sectionComment,
} from '../../src/evidence/comments.ts';
import { findingReport } from '../../src/wording/finding-report.ts';
import { sampleSnapshot } from '../support/sample-snapshot.ts';

const snapshot = sampleSnapshot();
const [report] = snapshot.findings.map((finding) => findingReport(finding, snapshot));
const PLACE = 'frame 812 of office.pcapng';

describe('a frame that proves something', () => {
  it('says what, how surely, where it was, and by which document', () => {
    const { id, rule, confidence, title, source } = report;
    expect(evidenceComments([report], PLACE)).toEqual([
      `${id} ${rule} ${confidence} | ${PLACE} | ${title} | ${source}`,
    ]);
  });

  it('has a comment for each finding, up to a bound', () => {
    const comments = evidenceComments(new Array(MAX_FINDINGS_OF_FRAME + 3).fill(report), PLACE);
    expect(comments).toHaveLength(MAX_FINDINGS_OF_FRAME + 1);
    expect(comments.at(-1)).toBe(`evidence of 3 further findings | ${PLACE}`);
  });

  it('has no endless comment, and none that ends in half a character', () => {
    const [comment] = evidenceComments([{ ...report, title: '😀'.repeat(5 * MAX_COMMENT) }], PLACE);
    expect([...comment]).toHaveLength(MAX_COMMENT);
    expect(comment).not.toMatch(/\p{Surrogate}/u);
  });
});

it('a frame around it says where it was and what it goes with', () => {
  expect(contextComment(['F1', 'F3'], PLACE)).toBe(`${PLACE} | context of F1, F3`);
  expect(contextComment([], PLACE)).toBe(PLACE);
  const many = contextComment(new Array(MAX_FINDINGS_OF_FRAME + 2).fill('F1'), PLACE);
  expect(many.endsWith('F1 and 2 more')).toBe(true);
});

it('inputs are called by their names, and by their paths where names are shared', () => {
  expect(inputLabels(['/data/office.pcapng'])).toEqual(['office.pcapng']);
  expect(inputLabels(['a/x.pcap', 'b/x.pcap', 'b/y.pcap'])).toEqual(['a/x.pcap', 'b/x.pcap', 'y.pcap']);
  expect(inputLabels(['/data/\u001b[2J\u202e.pcap'])).toEqual(['\\x1b[2J\\u{202e}.pcap']);
  expect(placeText(7, 'y.pcap')).toBe('frame 7 of y.pcap');
});

it('the section says what it holds, and lists the findings up to a bound', () => {
  const [head, ...lines] = sectionComment(new Array(MAX_LISTED + 1).fill(report), ['a', 'b'], 'evidence').split('\n');
  expect(head).toBe(
    'Evidence frames with their context, not all packets, of 2 inputs, with 101 findings of jamscope in packet comments',
  );
  expect(lines).toHaveLength(MAX_LISTED + 1);
  expect(lines[0]).toBe(`${report.id} ${report.severity} ${report.rule} ${report.confidence}: ${report.title}`);
  expect(lines.at(-1)).toBe('and 1 further finding');
  expect(sectionComment([report], ['a.pcap'], 'all')).toMatch(/^All packets of a\.pcap, with 1 finding of/);
});
