/** MQTT's first packets: CONNECT and CONNACK of 3.1, 3.1.1 and 5.0 (OASIS standards). No names and no secrets are read. */
import { ByteCursor } from '../bytes/cursor.ts';

export const MQTT_PACKET = { connect: 0x10, connack: 0x20 } as const;

/** Offset behind the fixed header, and the length of what follows (5.0, 2.1.4); `undefined` where it is cut or too long. */
export function mqttHeader(bytes: Uint8Array, at: number): { start: number; length: number } | undefined {
  const cursor = new ByteCursor(bytes, at + 1);
  let length = 0;
  for (let shift = 0; shift < MAX_LENGTH_BITS; shift += 7) {
    const byte = cursor.u8();
    length |= (byte & 0x7f) << shift;
    if (byte < 0x80) return cursor.overrun ? undefined : { start: cursor.position, length };
  }
  return undefined;
}

const MAX_LENGTH_BITS = 28;

export interface MqttConnect {
  readonly version: '3.1' | '3.1.1' | '5.0';
  readonly keepAliveSeconds: number;
  /** A user name, and a password, are sent. */
  readonly userName: boolean;
  readonly password: boolean;
}

/** Bytes of a CONNECT behind its fixed header that are read: name and level of the protocol, flags, keep alive. */
export const MQTT_CONNECT_HEAD = 12;

export function decodeMqttConnect(bytes: Uint8Array, start: number): MqttConnect | undefined {
  const cursor = new ByteCursor(bytes, start);
  const name = cursor.take(cursor.u16());
  const version = VERSIONS[cursor.u8()];
  const flags = cursor.u8();
  const keepAliveSeconds = cursor.u16();
  const isNamed = spells(name, version === '3.1' ? 'MQIsdp' : 'MQTT');
  if (cursor.overrun || version === undefined || !isNamed || (flags & RESERVED) !== 0) return undefined;
  return { version, keepAliveSeconds, userName: (flags & USER_NAME) !== 0, password: (flags & PASSWORD) !== 0 };
}

const VERSIONS: readonly (MqttConnect['version'] | undefined)[] = [
  undefined,
  undefined,
  undefined,
  '3.1',
  '3.1.1',
  '5.0',
];
const RESERVED = 0x01;
const PASSWORD = 0x40;
const USER_NAME = 0x80;

function spells(bytes: Uint8Array, text: string): boolean {
  return bytes.length === text.length && bytes.every((byte, at) => byte === text.charCodeAt(at));
}

/** Of a CONNACK: 3.1.1, 3.2.2.3, or the reason codes of 5.0, 3.2.2.2, which begin at 0x80. Their name, or the number. */
export function mqttConnackName(code: number): string {
  return CODES[code] ?? String(code);
}

const CODES: Readonly<Record<number, string>> = {
  0: 'accepted',
  1: 'unacceptable-protocol-version',
  2: 'identifier-rejected',
  3: 'server-unavailable',
  4: 'bad-user-name-or-password',
  5: 'not-authorized',
  128: 'unspecified-error',
  129: 'malformed-packet',
  130: 'protocol-error',
  131: 'implementation-specific-error',
  132: 'unsupported-protocol-version',
  133: 'client-identifier-not-valid',
  134: 'bad-user-name-or-password',
  135: 'not-authorized',
  136: 'server-unavailable',
  137: 'server-busy',
  138: 'banned',
  140: 'bad-authentication-method',
  144: 'topic-name-invalid',
  149: 'packet-too-large',
  151: 'quota-exceeded',
  153: 'payload-format-invalid',
  154: 'retain-not-supported',
  155: 'qos-not-supported',
  156: 'use-another-server',
  157: 'server-moved',
  159: 'connection-rate-exceeded',
};
