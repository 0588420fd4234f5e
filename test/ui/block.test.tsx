import { Box } from 'ink';
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

test('Ink measures one text per height, whatever the lines say', () => {
  const block = (lines: string[]) => Block({ lines, width: 4, height: 2 });
  const text = (lines: string[]) => block(lines)?.props.children.props.children.props.children;
  expect([text(['a   ', 'b   ']), text(['c   ', 'd   '])]).toEqual([' \n ', ' \n ']);
});

test('stand beside one another', () => {
  const two = (
    <Box>
      <Block lines={['one ']} width={4} height={2} />
      <Block lines={['\x1b[7m2\x1b[27m', '3']} width={1} height={2} />
      <Block lines={['four']} width={4} height={1} />
    </Box>
  );
  expect(drawn(two)).toEqual(['one \x1b[7m2\x1b[27mfour', '    3']);
});

test('nothing has no height', () => {
  expect(Block({ lines: [], width: 5, height: 0 })).toBe(null);
});
