/** What is known of one flow when it is judged: transport facts, what the probes saw, its names and services. */

import type { EndpointMatch } from '../catalogue/match.ts';
import type { ConnState } from '../flow/conn-state.ts';
import type { Direction, FrameAt } from '../flow/direction.ts';
import type { TcpOptions } from '../flow/tcp-options.ts';
import type { Transport } from '../probe/probe.ts';
import type { Observation } from '../probe/registry.ts';
import type { NameSource } from './vocabulary.ts';

export interface FlowEndpoint {
  /** RFC 5952 text. */
  readonly address: string;
  readonly port: number;
}

/** A RST segment: what judging its sender needs. */
export interface ResetSeen {
  readonly from: Direction;
  readonly at: FrameAt;
  readonly sequence: number;
  readonly acknowledgement: number;
  readonly withAck: boolean;
  /** It has the Timestamps option (RFC 7323 3). */
  readonly timestamps: boolean;
  /** TTL or hop limit. */
  readonly hopLimit: number;
  /** IPv4 identification, -1 where there is none. */
  readonly identification: number;
  /** Of the side's packet before its resets; -1 where there is none, or 0 stands there, as many systems write it. */
  readonly identificationBefore: number;
  /** TTL or hop limit of the side's first packet or of its latest, whichever is nearer to the reset's; 0 when the reset is all that came from there. */
  readonly hopLimitBefore: number;
  /** ns since the flow's packet before, of whichever side. */
  readonly sincePrevious: number;
}

/** An ICMP error that quotes this flow. */
export interface IcmpSeen {
  readonly at: FrameAt;
  /** Sender of the error: a router, or the host itself. */
  readonly router: string;
  readonly version: 4 | 6;
  readonly type: number;
  readonly code: number;
  /** The side whose packet is quoted. */
  readonly quotes: Direction;
}

/** Time in which nobody said anything on an open flow. */
export interface Silence {
  /** The last packet before. */
  readonly from: FrameAt;
  /** The packet that ended it, and its side. */
  readonly until: FrameAt;
  readonly by: Direction;
  /** What that side sent again before the other said a word, retransmissions and keep-alives: the first seven and the latest. */
  readonly repeats: readonly FrameAt[];
  /** How many there were. */
  readonly repeated: number;
}

/** Payload that is sent again and again, and that the other side never acknowledged; nothing new is sent meanwhile. */
export interface DataStall {
  /** Of the segment that is sent again. */
  readonly bytes: number;
  /** Payload bytes of the side that were acknowledged in front of it. */
  readonly before: number;
  /** The first seven copies, and the latest. */
  readonly copies: readonly FrameAt[];
  readonly count: number;
}

export interface NamedProcess {
  /** Printable; macOS cuts it to 16 bytes. */
  readonly name: string;
  /** Undefined when the capture does not tell it. */
  readonly pid: number | undefined;
}

/** The process on the recording Mac whose flow it is: the effective one, for which another may act, else the one with the socket. */
export interface FlowProcess extends NamedProcess {
  /** The process that has the socket, where that is another: `nsurlsessiond` downloads for others. */
  readonly delegate: NamedProcess | undefined;
  /** What told it: Wireshark has fields for the header of PKTAP in its first version only. */
  readonly toldBy: 'pktap-1' | 'pktap-2' | 'pcapng';
}

export interface TcpFacts {
  /** SYNs of the originator: the first, the first seven that were sent again, and the latest. */
  readonly syns: readonly FrameAt[];
  readonly synAck: FrameAt | undefined;
  /** The originator's first ACK after the SYN-ACK: the handshake is done. */
  readonly handshakeDone: FrameAt | undefined;
  /** From SYN to SYN-ACK and from SYN-ACK to ACK, in ns; undefined when resent or not seen. */
  readonly rtt: number | undefined;
  /** First frame with payload of each side. */
  readonly firstData: readonly [FrameAt | undefined, FrameAt | undefined];
  /** Options of the SYN and of the SYN-ACK. */
  readonly options: readonly [TcpOptions | undefined, TcpOptions | undefined];
  /** Payload bytes of the first data segment of each side; 0 when there was none. */
  readonly firstDataBytes: readonly [number, number];
  /** Later copies of a side's first payload bytes: the first seven, and the latest. */
  readonly firstDataResent: readonly [readonly FrameAt[], readonly FrameAt[]];
  /** The other side acknowledged the first payload byte of this side. */
  readonly firstDataAcked: readonly [boolean, boolean];
  readonly fin: readonly [FrameAt | undefined, FrameAt | undefined];
  /** Up to 8. */
  readonly resets: readonly ResetSeen[];
  /** Data of the responder that arrived after a RST that claims to come from it: proof of injection. */
  readonly dataAfterReset: FrameAt | undefined;
  /** Of more than half a minute, in order: the latest, and the longest seven before it. */
  readonly silences: readonly Silence[];
  /** The latest of them, where the other side has said nothing since, nor anything that was acknowledged. */
  readonly unanswered: Silence | undefined;
  /** Payload bytes that are missing in front of a side's first captured data: lost before the point of capture, or by the recorder. */
  readonly missingBytes: readonly [number, number];
  /** What a side sent again in vain, where it was still doing so at the end. Segments that fit any path (1180 bytes) are left out. */
  readonly stalled: readonly [DataStall | undefined, DataStall | undefined];
  /** Where the other side acknowledged later bytes (SACK), and not this side's first data: its first segment did not arrive. */
  readonly selectiveAck: readonly [FrameAt | undefined, FrameAt | undefined];
  /** Hop limit of the first packet of each side, 0 when none was seen. */
  readonly hopLimits: readonly [number, number];
  /** No SYN of either side was captured: the flow began before the capture, or its start was lost. */
  readonly midStream: boolean;
}

export interface FlowFacts {
  readonly id: number;
  readonly transport: Transport;
  readonly originator: FlowEndpoint;
  readonly responder: FlowEndpoint;
  readonly first: FrameAt;
  readonly last: FrameAt;
  readonly packets: readonly [number, number];
  /** Payload bytes on the wire. */
  readonly bytes: readonly [number, number];
  readonly retransmissions: readonly [number, number];
  readonly connState: ConnState;
  readonly history: string;
  readonly tcp: TcpFacts | undefined;
  /** The first seven, and the latest. */
  readonly icmp: readonly IcmpSeen[];
  readonly observations: readonly Observation[];
  /** Observations that the bound cut, by kind. */
  readonly omitted: ReadonlyMap<string, number> | undefined;
  /** Outermost recognised protocol, `unknown` without payload or when nothing matched. */
  readonly protocol: string;
  /** Payload was seen and every probe rejected it. */
  readonly unrecognised: boolean;
  readonly serverName: string | undefined;
  readonly nameFrom: NameSource | undefined;
  /** All names that the same client resolved to this address, when none decides. */
  readonly candidates: readonly string[];
  readonly originatorRole: string | undefined;
  readonly responderRole: string | undefined;
  /** Most specific first. */
  readonly services: readonly EndpointMatch[];
  readonly basis: 'content' | 'attempt';
  /** Capture time up to which the flow was watched, ns: the end of the capture or its expiry. */
  readonly watchedUntil: number;
  /** The server answered in the protocol that was spoken (`outcome.ts`). */
  readonly succeeded: boolean;
  /** Of its first packet that names one; undefined where the capture is not of macOS, or does not tell. */
  readonly process?: FlowProcess | undefined;
}
