import { expect, it } from 'vitest';
import { processRole, processText } from '../../src/wording/process-text.ts';

it('says what a process is, where that is known', () => {
  expect(processRole('apsd')).toBe('apsd (push client of macOS and iOS)');
  expect(processRole('bash')).toBe('bash');
});

it('tells whose flow it is, and who acts for it', () => {
  expect(processText({ name: 'bash', pid: 7 })).toBe('bash 7');
  expect(processText({ name: 'bash' })).toBe('bash');
  expect(processText({ name: 'softwareupdated', pid: 377, delegate: { name: 'nsurlsessiond', pid: 402 } })).toBe(
    'softwareupdated 377 (software updates), by nsurlsessiond 402',
  );
});
