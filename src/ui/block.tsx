/** Finished lines as one Ink text. */
import { Text, Transform } from 'ink';

interface BlockProps {
  /** Each exactly `width` cells wide; missing ones are blank. May hold SGR codes. */
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
}

/**
 * Ink remembers every distinct string it ever measured (some 320 bytes each, for ever). So it measures a blank block of the same size,
 * and the lines take its place at output, without the blanks at their ends: Ink takes every cell apart, which is most of a frame's cost.
 */
export function Block({ lines, width, height }: BlockProps) {
  if (width <= 0 || height <= 0) return null;
  const blank = ' '.repeat(width);
  return (
    <Transform transform={(_, index) => lines[index]?.trimEnd() ?? ''}>
      <Text>{`${blank}\n`.repeat(height).slice(0, -1)}</Text>
    </Transform>
  );
}
