/** The frames that Initial packets may hold (RFC 9000 12.4, 19): PADDING, PING, ACK, CRYPTO and CONNECTION_CLOSE. */
import { ByteCursor } from '../bytes/cursor.ts';
import { quicInteger } from './quic-initial.ts';

export interface CryptoFrame {
  readonly type: 'crypto';
  /** Place of the data in the stream of handshake bytes. */
  readonly offset: number;
  /** A view. */
  readonly data: Uint8Array;
}

export interface ConnectionCloseFrame {
  readonly type: 'close';
  /** 0x0100 plus a TLS alert's code is that alert (RFC 9001 4.8). */
  readonly errorCode: number;
}

export type QuicFrame = CryptoFrame | ConnectionCloseFrame;

/** Frames that are read of one packet: Chrome splits its hello into about 20, amid as much padding. */
const MAX_FRAMES = 256;

/** CRYPTO and CONNECTION_CLOSE in the order sent; stops in front of what may not stand in an Initial packet, or is cut. */
export function decodeInitialFrames(payload: Uint8Array): QuicFrame[] {
  const cursor = new ByteCursor(payload);
  const frames: QuicFrame[] = [];
  while (cursor.remaining > 0 && frames.length < MAX_FRAMES) {
    const type = quicInteger(cursor);
    const frame = type === CRYPTO ? cryptoFrame(cursor) : type === CONNECTION_CLOSE ? closeFrame(cursor) : undefined;
    if (frame === undefined && !passOver(type, cursor)) break;
    if (cursor.overrun) break;
    if (frame !== undefined) frames.push(frame);
  }
  return frames;
}

const PADDING = 0x00;
const PING = 0x01;
const ACK = 0x02;
const ACK_ECN = 0x03;
const CRYPTO = 0x06;
const CONNECTION_CLOSE = 0x1c;

function cryptoFrame(cursor: ByteCursor): CryptoFrame {
  const offset = quicInteger(cursor);
  return { type: 'crypto', offset, data: cursor.take(quicInteger(cursor)) };
}

function closeFrame(cursor: ByteCursor): ConnectionCloseFrame {
  const errorCode = quicInteger(cursor);
  quicInteger(cursor); // the type of the frame that caused it
  cursor.skip(quicInteger(cursor)); // reason phrase
  return { type: 'close', errorCode };
}

/** False for a frame that Initial packets may not hold. */
function passOver(type: number, cursor: ByteCursor): boolean {
  if (type === ACK || type === ACK_ECN) skipAck(cursor, type === ACK_ECN);
  return type === PADDING || type === PING || type === ACK || type === ACK_ECN;
}

function skipAck(cursor: ByteCursor, withCounts: boolean): void {
  quicInteger(cursor); // largest acknowledged
  quicInteger(cursor); // delay
  const ranges = quicInteger(cursor);
  quicInteger(cursor); // first range
  for (let left = ranges; left > 0 && !cursor.overrun; left--) {
    quicInteger(cursor);
    quicInteger(cursor);
  }
  for (let left = withCounts ? 3 : 0; left > 0; left--) quicInteger(cursor);
}
