import { expect, it } from 'vitest';
import { RecordingError, refusal } from '../../src/recording/recording-error.ts';

it.each([
  ['EEXIST', 'a.pcapng exists already'],
  ['ENOSPC', 'a.pcapng has no room: the disk is full'],
  ['EACCES', 'a.pcapng may not be written by this user'],
  ['EIO', 'a.pcapng cannot be written (EIO)'],
  [undefined, 'a.pcapng cannot be written (unknown error)'],
])('says what the system refused: %s', (code, message) => {
  const error = refusal('a.pcapng', Object.assign(new Error('x'), { code }));
  expect(error).toBeInstanceOf(RecordingError);
  expect(error.message).toBe(message);
  expect(error.advice).toMatch(/^[A-Z].*\.$/);
});
