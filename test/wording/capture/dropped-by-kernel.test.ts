import { expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

it('tells what the recorder lost from what the kernel threw away', () => {
  const words = sampleWords('capture/dropped-by-kernel');
  expect(words.title).toBe('The recorder lost 120 packets, and the kernel of the recording Mac threw away 3 packets');
  expect(words.explanation).toContain(
    '120 packets that passed while office/wifi-2.pcapng was recorded are missing, 1.2 % of all.',
  );
  expect(words.explanation).toContain('threw away 3 packets that are in the file (tcp_input:1412): they did not reach');
  expect(words.evidence).toHaveLength(2);
  expect(words.rivals).toHaveLength(2);
});

it('says only what happened', () => {
  const lost = sampleWords('capture/dropped-by-kernel', { lost: 1, lostOf: [1], refused: 0, places: [] });
  expect(lost.title).toBe('The recorder lost 1 packet');
  expect(lost.explanation).toContain('1 packet that passed while office/wifi-2.pcapng was recorded is missing');
  expect([lost.explanation, lost.remedy].join()).not.toContain('Mac');
  const refused = sampleWords('capture/dropped-by-kernel', { lost: 0, inputs: [], lostOf: [], refused: 1 });
  expect(refused.title).toBe('The kernel of the recording Mac threw away 1 packet');
  expect(refused.explanation).toContain('it did not reach the program');
  expect(refused.remedy).toMatch(/^On the recording Mac/);
});
