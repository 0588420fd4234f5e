import { describe, expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

const RULE = 'push/mixed-certificates';

describe(RULE, () => {
  it('shows old and new side by side, with serial, dates and who presented them', () => {
    const { explanation, evidence } = sampleWords(RULE);
    expect(explanation).toContain(
      'One has the serial 5a0011223344556677, valid from 2025-12-02 to 2026-12-02, and comes from 10.20.5.10.',
    );
    expect(evidence).toEqual([
      expect.stringMatching(/^serial 5a0011223344556677.*presented by 10\.20\.5\.10$/),
      expect.stringMatching(/^serial 5a8899aabbccddeeff.*presented by 10\.20\.5\.11$/),
    ]);
  });

  it('has the node with the old one restarted', () => {
    expect(sampleWords(RULE).remedy).toMatch(/^Restart Jamf Pro on 10\.20\.5\.10, and compare/);
  });

  it('foretells no end that is past', () => {
    expect(sampleWords(RULE).explanation).toContain('stop when the old one expires');
    const { explanation } = sampleWords(RULE, { oldExpired: true });
    expect(explanation).toContain('The old one had expired when this was recorded, and APNs refuses');
    expect(explanation).not.toContain('stop when');
  });

  it('warns of enrolling again where the topics differ', () => {
    const { title, explanation, rivals } = sampleWords(RULE, { sameTopic: false });
    expect(title).toContain('enrolled again');
    expect(explanation).toContain('A renewed certificate keeps its topic.');
    expect(rivals.join()).toContain('Two Jamf Pro servers');
  });
});
