import { expect, test } from 'vitest';
import { Block } from '../../src/ui/block.tsx';
import { drawn } from './component.tsx';

test('shows its lines, blank where there are fewer, cut where there are more', () => {
  expect(drawn(<Block lines={['one  ', 'two  ']} width={5} height={3} />)).toEqual(['one', 'two', '']);
  expect(drawn(<Block lines={['one', 'two', 'six']} width={3} height={2} />)).toEqual(['one', 'two']);
});

test('keeps colours, and wide characters in their cells', () => {
  expect(drawn(<Block lines={['\x1b[31m管理\x1b[39m|']} width={5} height={1} />)).toEqual(['\x1b[31m管理\x1b[39m|']);
});

test('Ink measures one text per size, whatever the lines say', () => {
  const text = (lines: string[]) => Block({ lines, width: 4, height: 2 })?.props.children.props.children;
  expect(text(['a   ', 'b   '])).toBe('    \n    ');
  expect(text(['c   ', 'd   '])).toBe('    \n    ');
});

test('nothing has no height', () => {
  expect(Block({ lines: [], width: 5, height: 0 })).toBe(null);
});
