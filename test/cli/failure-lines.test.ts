import { describe, expect, it } from 'vitest';
import type { InputFailure } from '../../src/analyze/look-at-inputs.ts';
import { failureLines } from '../../src/cli/failure-lines.ts';
import { CaptureError } from '../../src/source/capture-error.ts';

const missing = (path: string): InputFailure => ({
  path,
  error: new CaptureError('no-such-file', `${path} does not exist`, 'Check the spelling.'),
  counts: true,
});
const beside = (directory: string, name: string): InputFailure => ({
  path: `${directory}/${name}`,
  directory,
  error: new CaptureError('not-a-capture', `${directory}/${name} is plain text, not a capture`, 'Record packets.'),
  counts: false,
});
const lines = (failures: readonly InputFailure[], quiet = false) => [...failureLines(failures, quiet)];

describe('inputs that could not be opened', () => {
  it('have a line each, with advice, when they were named', () => {
    expect(lines([missing('a.pcap'), missing('b.pcap')], true)).toEqual([
      'jamscope: a.pcap does not exist. Check the spelling.',
      'jamscope: b.pcap does not exist. Check the spelling.',
    ]);
  });

  it('are one line a directory when they were found in it, behind the others', () => {
    const notes = ['README.md', 'a/notes', 'b/notes', 'c/notes', 'd/notes'].map((name) => beside('site', name));
    expect(lines([...notes, beside('lab', 'x'), beside('lab', 'y'), missing('a.pcap')])).toEqual([
      'jamscope: a.pcap does not exist. Check the spelling.',
      'jamscope: 5 files in site are no captures: README.md, a/notes, b/notes and 2 more',
      'jamscope: 2 files in lab are no captures: x and y',
    ]);
  });

  it('say what the only other file is', () => {
    expect(lines([beside('site', 'README.md')])).toEqual(['jamscope: site/README.md is plain text, not a capture']);
  });

  it('are not mentioned with --quiet, when they are only other files', () => {
    expect(lines([beside('site', 'README.md'), beside('site', 'x')], true)).toEqual([]);
  });

  it('cannot steer the terminal with their names', () => {
    expect(lines([missing('\u001b[2J')])[0]).toContain('\\x1b[2J');
    expect(lines([beside('site', '\u001b[2J'), beside('site', '\u001b[3J')])[0]).toContain('\\x1b[3J');
  });
});
