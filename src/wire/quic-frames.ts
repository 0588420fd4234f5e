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

/** CRYPTO and CONNECTION_CLOSE in the order sent; stops in front of what may not stand in an Initial packet. */
export function decodeInitialFrames(payload: Uint8Array): QuicFrame[] {
  const cursor = new ByteCursor(payload);
  const frames: QuicFrame[] = [];
  while (cursor.remaining > 0 && frames.length < MAX_FRAMES) {
    const type = quicInteger(cursor);
    if (type === 0x00 || type === 0x01) continue; // PADDING, PING
    if (type === 0x02 || type === 0x03) skipAck(cursor, type === 0x03);
    else if (type === 0x06)
      frames.push({ type: 'crypto', offset: quicInteger(cursor), data: cursor.take(quicInteger(cursor)) });
    else if (type === 0x1c) frames.push({ type: 'close', errorCode: quicInteger(cursor) });
    else break;
    if (type === 0x1c) {
      quicInteger(cursor); // the frame that caused it
      cursor.skip(quicInteger(cursor)); // reason phrase
    }
    if (cursor.overrun) frames.pop();
  }
  return frames;
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
