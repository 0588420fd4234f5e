/** Builds ClientHello bodies (RFC 8446 4.1.2) field by field. */
import { concat, hex } from './hex.ts';

export interface ClientHelloFields {
  /** Two bytes each. */
  cipherSuites?: Uint8Array;
  extensions?: readonly Uint8Array[];
  sessionId?: Uint8Array;
}

/** Version 0x0303, a random of zeros, TLS_AES_128_GCM_SHA256 and no extension, unless told otherwise. */
export function clientHello(fields: ClientHelloFields = {}): Uint8Array {
  const sessionId = fields.sessionId ?? hex``;
  const suites = fields.cipherSuites ?? hex`1301`;
  const extensions = concat(...(fields.extensions ?? []));
  return concat(
    hex`0303`,
    new Uint8Array(32),
    hex`${sessionId.length}${sessionId}`,
    lengthed(suites),
    hex`01 00`,
    lengthed(extensions),
  );
}

export function extension(type: Uint8Array, body: Uint8Array): Uint8Array {
  return concat(type, lengthed(body));
}

export function serverName(name: string): Uint8Array {
  const bytes = new TextEncoder().encode(name);
  return extension(hex`0000`, lengthed(concat(hex`00`, lengthed(bytes))));
}

/** The bytes behind their length in two bytes. */
export function lengthed(bytes: Uint8Array): Uint8Array {
  return concat(Uint8Array.of(bytes.length >> 8, bytes.length & 0xff), bytes);
}

/** The message around a body: its type and its length in three bytes. */
export function handshake(type: number, body: Uint8Array): Uint8Array {
  return concat(Uint8Array.of(type, body.length >> 16, (body.length >> 8) & 0xff, body.length & 0xff), body);
}

/** A record of version 3.3 around its body. */
export function record(type: number, body: Uint8Array): Uint8Array {
  return concat(Uint8Array.of(type, 3, 3), lengthed(body));
}
