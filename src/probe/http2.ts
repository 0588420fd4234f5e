/** HTTP/2 in clear text with prior knowledge: its preface (RFC 9113 3.4), and nothing beyond. */
import type { AnyObservation, Probe, Recognition } from './probe.ts';

export interface Http2PrefaceObservation extends AnyObservation {
  readonly kind: 'http2-preface';
}

const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';

export const http2: Probe<Http2PrefaceObservation> = {
  name: 'http2',
  transports: ['tcp'],
  usualPorts: [80, 2197],
  recognise,
  open: (_flow, emit) => ({
    data(from, _bytes, at) {
      emit({ kind: 'http2-preface', at, from });
      return 'done';
    },
    gap: () => 'done',
    close() {},
  }),
};

function recognise(head: Uint8Array): Recognition {
  const length = Math.min(head.length, PREFACE.length);
  for (let at = 0; at < length; at++) if (head[at] !== PREFACE.charCodeAt(at)) return 'reject';
  return length === PREFACE.length ? 'match' : 'more';
}
