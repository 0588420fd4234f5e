import { expect, test } from 'vitest';
import { CaptureError, systemError } from '../../src/source/capture-error.ts';

test.each([
  ['ENOENT', 'no-such-file', 'x.pcap does not exist'],
  ['ENOTDIR', 'no-such-file', 'x.pcap does not exist'],
  ['EACCES', 'permission', 'x.pcap may not be read by this user'],
  ['EISDIR', 'is-a-directory', 'x.pcap is a directory without a file in it'],
  ['EMFILE', 'unreadable', 'x.pcap cannot be opened beside so many other files'],
  ['EIO', 'unreadable', 'x.pcap cannot be read (EIO)'],
  [undefined, 'unreadable', 'x.pcap cannot be read (unknown error)'],
])('%s becomes %s', (system, code, message) => {
  const error = systemError('x.pcap', Object.assign(new Error(), { code: system }));
  expect(error).toBeInstanceOf(CaptureError);
  expect(error).toMatchObject({ name: 'CaptureError', code, message, advice: expect.stringMatching(/^[A-Z].*\.$/) });
});
