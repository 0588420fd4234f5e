/** NTP and SNTP: who asks for the time, and whether the answer has it. */
import type { Direction, FrameAt } from '../flow/direction.ts';
import { decodeNtp, type NtpMessage } from '../wire/ntp.ts';
import type { AnyObservation, Probe, ProbeAnswer, ProbeSession } from './probe.ts';

/** Messages told of one flow: servers that know each other use one for ever. */
export const MAX_NTP_MESSAGES = 16;

export interface NtpMessageObservation extends AnyObservation, NtpMessage {
  readonly kind: 'ntp-message';
}

export const ntp: Probe<NtpMessageObservation> = {
  name: 'ntp',
  transports: ['udp'],
  usualPorts: [123],
  recognise: (head) => (decodeNtp(head) ? 'match' : 'reject'),
  open: (_flow, emit) => new NtpSession(emit),
};

class NtpSession implements ProbeSession {
  readonly #emit: (observation: NtpMessageObservation) => void;
  #messages = 0;

  constructor(emit: (observation: NtpMessageObservation) => void) {
    this.#emit = emit;
  }

  data(from: Direction, bytes: Uint8Array, at: FrameAt): ProbeAnswer {
    const message = decodeNtp(bytes);
    if (message) this.#emit({ kind: 'ntp-message', at, from, ...message });
    return ++this.#messages < MAX_NTP_MESSAGES ? 'continue' : 'done';
  }

  /** Datagrams have none. */
  gap(): ProbeAnswer {
    return 'done';
  }

  close(): void {}
}
