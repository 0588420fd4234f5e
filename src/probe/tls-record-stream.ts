/** One direction of TLS cut into records, at whatever points its bytes arrive (RFC 8446 5.1). The session is `tls.ts`. */
import type { FrameAt } from '../flow/direction.ts';
import { ALERT_LENGTH } from '../wire/tls-alert.ts';
import { type ClientHello, decodeSslv2ClientHello } from '../wire/tls-client-hello.ts';
import { HANDSHAKE } from '../wire/tls-names.ts';
import { isRecordHeader, RECORD, RECORD_HEADER_LENGTH, recordBodyLength, recordsLineUp } from '../wire/tls-record.ts';
import { HeldBytes } from './held-bytes.ts';
import { mayBeSslv2, sslv2Length } from './tls-recognise.ts';

/** Gets the records of one direction in order. Views are valid until the call returns. */
export interface TlsRecordSink {
  /** The next bytes of handshake messages in clear. False when they make no sense. */
  handshake(bytes: Uint8Array, start: number, end: number): boolean;
  alert(level: number, code: number): void;
  changeCipherSpec(): void;
  /** An encrypted record, told as soon as its header is there. */
  protected(recordType: number, length: number): void;
  sslv2Hello(hello: ClientHello): void;
  /** Something else stands where a record must begin. */
  noRecord(): void;
  /** The next `length` bytes of this direction, after those given to the running `data`, are not wanted. */
  skip(length: number): void;
}

export class TlsRecordStream {
  /** Version in the header of the latest record. */
  version = 0;
  readonly #sink: TlsRecordSink;
  readonly #held = new HeldBytes();
  /** Bytes still to come of a clear handshake record. */
  #bodyLeft = 0;
  #begun = false;
  /** ChangeCipherSpec was seen: handshake records are encrypted, but for hellos after a HelloRetryRequest. */
  #changed = false;
  /** Where records begin is not known; looked for at the start of each piece of the stream. */
  #lost = false;

  constructor(sink: TlsRecordSink) {
    this.#sink = sink;
  }

  data(bytes: Uint8Array, at: FrameAt): void {
    if (this.#lost) this.#lost = bytes.length < RECORD_HEADER_LENGTH || recordsLineUp(bytes, 0, bytes.length) === false;
    if (this.#lost) return;
    const work = this.#held.followedBy(bytes);
    if (this.#held.length > 0) this.#held.clear();
    const rest = this.#records(work);
    if (rest > work.length) this.#sink.skip(rest - work.length);
    else if (rest < work.length) this.#held.hold(work.subarray(rest), at);
  }

  /** Bytes are missing, or make no sense: records go on somewhere behind. */
  lose(): void {
    this.#held.clear();
    this.#bodyLeft = 0;
    this.#lost = true;
  }

  /** Reads on from the start of `bytes`; returns where what cannot be judged yet begins, beyond the end to skip. */
  #records(bytes: Uint8Array): number {
    const end = bytes.length;
    let at = 0;
    while (at < end && !this.#lost) {
      if (this.#bodyLeft > 0) {
        at = this.#body(bytes, at, end);
      } else if (!isRecordHeader(bytes, at, end)) {
        if (!this.#begun && mayBeSslv2(bytes)) return this.#sslv2(bytes);
        this.#noRecord();
      } else if (end - at < this.#judgedLength(bytes, at, end)) {
        return at;
      } else {
        at = this.#record(bytes, at);
      }
    }
    return this.#lost ? end : at;
  }

  #body(bytes: Uint8Array, at: number, end: number): number {
    const taken = Math.min(this.#bodyLeft, end - at);
    this.#bodyLeft -= taken;
    if (!this.#sink.handshake(bytes, at, at + taken)) this.lose();
    return at + taken;
  }

  /** How much of the record at `at` must be there to say what it is. */
  #judgedLength(bytes: Uint8Array, at: number, end: number): number {
    if (end - at < RECORD_HEADER_LENGTH) return RECORD_HEADER_LENGTH;
    const length = recordBodyLength(bytes, at);
    if (bytes[at] === RECORD.alert && length === ALERT_LENGTH) return RECORD_HEADER_LENGTH + ALERT_LENGTH;
    if (bytes[at] === RECORD.handshake && this.#changed) return RECORD_HEADER_LENGTH + Math.min(4, length);
    return RECORD_HEADER_LENGTH;
  }

  /** Tells of the record at `at`; returns the position behind it, or of its body when that is read. */
  #record(bytes: Uint8Array, at: number): number {
    const type = bytes[at];
    const length = recordBodyLength(bytes, at);
    const body = at + RECORD_HEADER_LENGTH;
    this.version = (bytes[at + 1] << 8) | bytes[at + 2];
    this.#begun = true;
    if (type === RECORD.handshake && (!this.#changed || isHello(bytes, body, length))) {
      this.#bodyLeft = length;
      return body;
    }
    if (type === RECORD.alert && length === ALERT_LENGTH) this.#sink.alert(bytes[body], bytes[body + 1]);
    else if (type === RECORD.changeCipherSpec) this.#changeCipherSpec();
    else if (type !== RECORD.heartbeat) this.#sink.protected(type, length);
    return body + length;
  }

  #changeCipherSpec(): void {
    if (!this.#changed) this.#sink.changeCipherSpec();
    this.#changed = true;
  }

  #sslv2(bytes: Uint8Array): number {
    if (bytes.length < sslv2Length(bytes)) return 0;
    const hello = decodeSslv2ClientHello(bytes);
    this.#begun = true;
    if (hello === undefined) this.#noRecord();
    else this.#sink.sslv2Hello(hello);
    return hello?.length ?? bytes.length;
  }

  #noRecord(): void {
    this.lose();
    this.#sink.noRecord();
  }
}

/** A hello that fills its record: what follows ChangeCipherSpec after a HelloRetryRequest, and no encrypted Finished. */
function isHello(bytes: Uint8Array, body: number, length: number): boolean {
  const type = bytes[body];
  if (length < 4 || (type !== HANDSHAKE.clientHello && type !== HANDSHAKE.serverHello)) return false;
  return ((bytes[body + 1] << 16) | (bytes[body + 2] << 8) | bytes[body + 3]) === length - 4;
}
