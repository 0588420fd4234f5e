/** The two directions of a flow. */
export type Direction = 0 | 1;
export const ORIGINATOR = 0;
export const RESPONDER = 1;

export const DIRECTIONS = [ORIGINATOR, RESPONDER] as const;

/** The side's name in reports. */
export const SIDE = ['originator', 'responder'] as const;

/** The place of a frame: input index from 0, frame number from 1 within that input, time in ns since the capture's first packet. */
export interface FrameAt {
  readonly input: number;
  readonly frame: number;
  readonly time: number;
}
