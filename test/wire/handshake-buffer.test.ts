import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HandshakeBuffer, type HandshakeSink, MAX_HANDSHAKE_BYTES } from '../../src/wire/handshake-buffer.ts';
import { handshake } from '../support/client-hello.ts';
import { concat, hex } from '../support/hex.ts';

function collector(): { messages: [number, Uint8Array][]; sink: HandshakeSink } {
  const messages: [number, Uint8Array][] = [];
  return { messages, sink: (type, bytes, start, end) => messages.push([type, bytes.slice(start, end)]) };
}

describe('HandshakeBuffer', () => {
  it('gives the same messages however the bytes are cut', () => {
    const bodies = fc.array(fc.tuple(fc.nat(255), fc.uint8Array({ maxLength: 700 })), { maxLength: 6 });
    fc.assert(
      fc.property(bodies, fc.array(fc.integer({ min: 1, max: 900 })), (messages, cuts) => {
        const stream = concat(...messages.map(([type, body]) => handshake(type, body)));
        const [buffer, { messages: got, sink }] = [new HandshakeBuffer(), collector()];
        for (let at = 0, turn = 0; at < stream.length; turn++) {
          const end = Math.min(stream.length, at + (cuts[turn % (cuts.length || 1)] ?? stream.length));
          expect(buffer.feed(stream, at, end, sink)).toBe(true);
          at = end;
        }
        expect(got).toEqual(messages);
        expect(buffer.pending).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  it('passes whole messages on without copying', () => {
    const stream = concat(hex`ff`, handshake(14, hex``), handshake(1, hex`aa`));
    const seen: Uint8Array[] = [];
    new HandshakeBuffer().feed(stream, 1, stream.length, (_type, bytes) => seen.push(bytes));
    expect(seen).toHaveLength(2);
    for (const bytes of seen) expect(bytes).toBe(stream);
  });

  it('refuses a message beyond the bound, be its header whole or cut', () => {
    const longest = MAX_HANDSHAKE_BYTES - 4;
    const header = (length: number) => hex`0b ${length >> 16}${(length >> 8) & 255}${length & 255}`;
    const { sink } = collector();
    expect(new HandshakeBuffer().feed(header(longest), 0, 4, sink)).toBe(true);
    expect(new HandshakeBuffer().feed(header(longest + 1), 0, 4, sink)).toBe(false);
    const cut = new HandshakeBuffer();
    expect(cut.feed(header(longest + 1), 0, 2, sink)).toBe(true);
    expect(cut.feed(header(longest + 1), 2, 4, sink)).toBe(false);
  });

  it('reads a message as long as the bound, byte by byte', () => {
    const { messages, sink } = collector();
    const stream = handshake(11, new Uint8Array(MAX_HANDSHAKE_BYTES - 4).fill(7));
    const buffer = new HandshakeBuffer();
    for (let at = 0; at < stream.length; at++) buffer.feed(stream, at, at + 1, sink);
    expect(messages).toHaveLength(1);
    expect(messages[0][1]).toHaveLength(MAX_HANDSHAKE_BYTES - 4);
  });

  it('forgets when told', () => {
    const { messages, sink } = collector();
    const buffer = new HandshakeBuffer();
    buffer.feed(hex`01 0000ff 00`, 0, 5, sink);
    expect(buffer.pending).toBe(true);
    buffer.clear();
    buffer.feed(handshake(14, hex``), 0, 4, sink);
    expect(messages).toEqual([[14, hex``]]);
  });
});
