import { expect, test } from 'vitest';
import { clipboardSequence, MAX_COPIED } from '../../src/ui/clipboard.ts';

const decoded = (sequence: string) => {
  const [, base64] = /^\x1b\]52;c;([A-Za-z0-9+/=]*)\x07$/.exec(sequence)!;
  return Buffer.from(base64, 'base64').toString();
};

test('OSC 52 holds the text', () =>
  expect(decoded(clipboardSequence('ip.addr == 17.0.0.1'))).toBe('ip.addr == 17.0.0.1'));

test('nothing of the text is raw: it cannot end the sequence', () => {
  expect(clipboardSequence('\x07\x1b\\')).toMatch(/^\x1b\]52;c;[A-Za-z0-9+/=]+\x07$/);
});

test('a long text is cut between characters', () => {
  const text = 'é'.repeat(MAX_COPIED);
  const copied = decoded(clipboardSequence(`x${text}`));
  expect(copied).toBe(`x${'é'.repeat((MAX_COPIED - 2) / 2)}`);
});
