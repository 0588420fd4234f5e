/** Table 1 of "Global, Passive Detection of Connection Tampering" (SIGCOMM 2023), row by row. */
import { describe, expect, it } from 'vitest';
import type { FlowFacts, ResetSeen } from '../../../src/classify/flow-facts.ts';
import { tamperingSignature } from '../../../src/detect/blocked/tampering-signature.ts';
import { firstFailure } from '../../../src/detect/failure/first-failure.ts';
import { at, greeted, prohibited, reached, refused, rst, seen, unanswered } from '../../support/flow-facts.ts';

const ack = (acknowledgement = 1) => rst(0.022, { acknowledgement });
const bare = (acknowledgement = 1) => rst(0.022, { acknowledgement, withAck: false });
const NONE = [undefined, undefined] as const;

const syn = (...resets: ResetSeen[]) => refused({ tcp: { resets } });
const handshake = (...resets: ResetSeen[]) => greeted({ tcp: { firstData: NONE, resets } });
const hello = (...resets: ResetSeen[]) => greeted({ tcp: { resets } });
const later = (reset: ResetSeen) =>
  reached({ tcp: { fin: NONE, resets: [{ ...reset, at: at(2), hopLimit: 120, hopLimitBefore: 52 }] } });

describe('tamperingSignature', () => {
  it.each<[number, string, FlowFacts]>([
    [1, 'SYN → ∅', unanswered()],
    [2, 'SYN → RST', syn(bare())],
    [3, 'SYN → RST+ACK', syn(ack(), ack())],
    [4, 'SYN → RST; RST+ACK', syn(bare(), ack())],
    [
      5,
      'SYN; ACK → ∅',
      greeted({
        tcp: { synAck: at(0.0001), handshakeDone: at(0.0201), firstData: NONE, hopLimits: [52, 64] },
      }),
    ],
    [6, 'SYN; ACK → RST', handshake(bare())],
    [7, 'SYN; ACK → RST; RST', handshake(bare(), bare())],
    [8, 'SYN; ACK → RST+ACK', handshake(ack())],
    [9, 'SYN; ACK → RST+ACK; RST+ACK', handshake(ack(), ack())],
    [10, 'PSH+ACK → ∅', greeted()],
    [
      10,
      'PSH+ACK → ∅',
      greeted({
        observations: [seen('tls-client-hello', 0, 0.021, { hello: { alpn: [], length: 512 } })],
        tcp: { firstDataAcked: [true, false] },
      }),
    ],
    [10, 'PSH+ACK → ∅', greeted({ protocol: 'http' })],
    [11, 'PSH+ACK → RST', hello(bare())],
    [12, 'PSH+ACK → RST+ACK', hello(ack())],
    [13, 'PSH+ACK → RST; RST+ACK', hello(bare(), ack())],
    [14, 'PSH+ACK → RST+ACK; RST+ACK', hello(ack(), ack(9))],
    [15, 'PSH+ACK → RST = RST', hello(bare(5), bare(5))],
    [16, 'PSH+ACK → RST ≠ RST', hello(bare(5), bare(9))],
    [17, 'PSH+ACK → RST; RST0', hello(bare(5), bare(0))],
    [18, 'PSH+ACK; Data → RST', later(bare())],
    [19, 'PSH+ACK; Data → RST+ACK', later(ack())],
  ])('%i: %s', (_, signature, flow) => {
    expect(tamperingSignature(flow, firstFailure(flow)!)).toBe(signature);
  });

  it('has no name for a mixture behind the handshake, nor for ICMP', () => {
    const mixture = handshake(bare(), ack());
    expect(tamperingSignature(mixture, firstFailure(mixture)!)).toBeUndefined();
    const told = unanswered([0, 1], { icmp: [prohibited(0.1)] });
    expect(tamperingSignature(told, firstFailure(told)!)).toBeUndefined();
  });
});
