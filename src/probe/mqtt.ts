/** MQTT in clear text: how a client asks to be let in, and the server's answer. Nothing that is published is read. */
import { type Direction, type FrameAt, ORIGINATOR, RESPONDER } from '../flow/direction.ts';
import {
  decodeMqttConnect,
  MQTT_CONNECT_HEAD,
  MQTT_PACKET,
  type MqttConnect,
  mqttConnackName,
  mqttHeader,
} from '../wire/mqtt.ts';
import { HeldBytes } from './held-bytes.ts';
import type { AnyObservation, Probe, ProbeAnswer, ProbeSession, Recognition } from './probe.ts';

/** Bytes of both sides in which the answer must come. */
export const MAX_MQTT_BYTES = 65_536;

/** The client's first packet. User name and password, where it says so, go in clear text. */
export interface MqttConnectObservation extends AnyObservation, MqttConnect {
  readonly kind: 'mqtt-connect';
}

/** The server's answer. */
export interface MqttConnackObservation extends AnyObservation {
  readonly kind: 'mqtt-connack';
  readonly code: number;
  /** Such as `accepted`, `not-authorized`. */
  readonly codeName: string;
  readonly accepted: boolean;
}

export const mqtt: Probe<MqttConnectObservation | MqttConnackObservation> = {
  name: 'mqtt',
  transports: ['tcp'],
  usualPorts: [1883, 8883],
  recognise,
  open: (_flow, emit) => new MqttSession(emit),
};

/** By a CONNECT: nothing else that a client sends first, and a CONNACK has too few bytes to tell. */
function recognise(head: Uint8Array): Recognition {
  if (head.length > 0 && head[0] !== MQTT_PACKET.connect) return 'reject';
  const header = mqttHeader(head, 0);
  if (header === undefined) return head.length <= FIXED_HEADER ? 'more' : 'reject';
  if (header.length < SHORTEST_CONNECT) return 'reject';
  if (decodeMqttConnect(head, header.start)) return 'match';
  return head.length < header.start + MQTT_CONNECT_HEAD ? mayName(head, header.start) : 'reject';
}

/** The packet's type, and a length of one to four bytes. */
const FIXED_HEADER = 5;
/** Protocol's name, level, flags, keep alive and an empty client identifier. */
const SHORTEST_CONNECT = 12;
const NAMES = ['\0\x04MQTT', '\0\x06MQIsdp'];

function mayName(head: Uint8Array, start: number): Recognition {
  const begun = String.fromCharCode(...head.subarray(start));
  return NAMES.some((name) => name.startsWith(begun) || begun.startsWith(name)) ? 'more' : 'reject';
}

class MqttSession implements ProbeSession {
  readonly #emit: (observation: MqttConnectObservation | MqttConnackObservation) => void;
  readonly #held = [new HeldBytes(), new HeldBytes()] as const;
  #asked = false;
  #bytes = 0;

  constructor(emit: (observation: MqttConnectObservation | MqttConnackObservation) => void) {
    this.#emit = emit;
  }

  data(from: Direction, bytes: Uint8Array, at: FrameAt): ProbeAnswer {
    this.#bytes += bytes.length;
    if (this.#bytes >= MAX_MQTT_BYTES) return 'done';
    if (from === ORIGINATOR && this.#asked) return 'continue';
    const held = this.#held[from];
    const begun = held.at ?? at;
    const input = held.followedBy(bytes);
    held.hold(input, begun);
    return from === ORIGINATOR ? this.#connect(input, begun) : this.#connack(input, begun);
  }

  /** What is lost at the beginning of a side is what is wanted of it. */
  gap(from: Direction): ProbeAnswer {
    return from === RESPONDER || !this.#asked ? 'done' : 'continue';
  }

  close(): void {}

  #connect(input: Uint8Array, at: FrameAt): ProbeAnswer {
    const header = mqttHeader(input, 0);
    if (header === undefined) return input.length > FIXED_HEADER ? 'done' : 'continue';
    const connect = decodeMqttConnect(input, header.start);
    if (connect === undefined) return input.length < header.start + MQTT_CONNECT_HEAD ? 'continue' : 'done';
    this.#asked = true;
    this.#held[ORIGINATOR].clear();
    this.#emit({ kind: 'mqtt-connect', at, from: ORIGINATOR, ...connect });
    return 'continue';
  }

  /** Behind the fixed header: flags, then the code. In its place 5.0 may ask for more (AUTH), and that is not followed. */
  #connack(input: Uint8Array, at: FrameAt): ProbeAnswer {
    if (input.length > 0 && input[0] !== MQTT_PACKET.connack) return 'done';
    const header = mqttHeader(input, 0);
    if (header === undefined) return input.length > FIXED_HEADER ? 'done' : 'continue';
    if (header.length < CONNACK_HEAD) return 'done';
    if (input.length < header.start + CONNACK_HEAD) return 'continue';
    const code = input[header.start + 1];
    const codeName = mqttConnackName(code);
    this.#emit({ kind: 'mqtt-connack', at, from: RESPONDER, code, codeName, accepted: code === 0 });
    return 'done';
  }
}

const CONNACK_HEAD = 2;
