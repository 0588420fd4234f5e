import { expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

it('says what is taken away, and what is not', () => {
  const words = sampleWords('capture/snaplen-cut');
  expect(words.title).toBe('640 of 1,200 packets were cut short while recording');
  expect(words.explanation).toContain('no more than the first 256 bytes');
  expect(words.explanation).toContain('What is blocked is judged as usual');
  expect(words.displayFilter).toBe('frame.cap_len < frame.len');
});

it('speaks of all packets, and of one', () => {
  expect(sampleWords('capture/snaplen-cut', { packets: 640 }).title).toBe(
    'All 640 packets were cut short while recording',
  );
  expect(sampleWords('capture/snaplen-cut', { packets: 9, cut: 1 }).title).toBe(
    '1 of 9 packets was cut short while recording',
  );
});
