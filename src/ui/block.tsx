/** Finished lines as one Ink text. */
import { Box, Text, Transform } from 'ink';
import { standInFor } from './stand-ins.ts';

interface BlockProps {
  /** Each exactly `width` cells wide; missing ones are blank. May hold SGR codes. */
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
}

/**
 * Ink remembers every distinct string it ever measured (some 320 bytes each, for ever). So it measures a blank column, and a stand-in for
 * each line takes its place at output.
 */
export function Block({ lines, width, height }: BlockProps) {
  if (width <= 0 || height <= 0) return null;
  const blank = ' '.repeat(width);
  return (
    <Box width={width} height={height} flexShrink={0}>
      <Transform transform={(_, index) => standInFor(lines[index] ?? blank)}>
        <Text>{' \n'.repeat(height).slice(0, -1)}</Text>
      </Transform>
    </Box>
  );
}
