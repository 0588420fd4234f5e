import { expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

it('says that the recording lost them, and not the network', () => {
  const words = sampleWords('capture/lossy');
  expect(words.title).toBe('The recording missed 12 % of the payload that arrived');
  expect(words.explanation).toBe(
    'In 44 of 310 flows that ended in order the receivers acknowledged bytes that are not in the capture, 2,480,120 in all. So packets were lost in recording, not in the network. An answer that seems to be missing may be among them: what rests on silence is at most moderate here.',
  );
  expect(words.displayFilter).toBe('(tcp.analysis.ack_lost_segment || tcp.analysis.lost_segment)');
});
