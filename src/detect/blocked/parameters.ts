/** What the findings of `blocked/` rules carry; see `../parameters.ts`. */
import type { Hosting } from '../../catalogue/site.ts';
import type { ForeignMark } from '../../classify/foreign-answer.ts';
import type { ResetSender, ResetSignal } from '../failure/reset-sender.ts';
import type { Unreached } from '../failure/unreachable.ts';

/** The RSTs of the flow that tells most of who sent them. */
export interface ResetParameters {
  /** The end in whose name they come. */
  readonly claims: 'client' | 'server';
  readonly resets: number;
  /** From the packet that the first one answers, or else the one before it; ms. */
  readonly resetAfterMs: number;
  /** Handshake round trip to the server; ms. */
  readonly rttMs?: number;
  /** TTL or hop limit of the first RST. */
  readonly resetHopLimit: number;
  /** TTL or hop limit of genuine packets of that end, where any was seen. */
  readonly genuineHopLimit?: number;
  /** The first RST has the TCP timestamps on which both ends agreed; absent where they did not, or where none belong there. */
  readonly timestamps?: boolean;
  /** Name of the tampering signature, such as `PSH+ACK → RST; RST+ACK`, where the study has one. */
  readonly signature?: string;
  readonly sender: ResetSender;
  /** Strongest first. */
  readonly signals: readonly ResetSignal[];
}

/** How long somebody tried in vain, and how long nothing came behind the last try: of the flow that was tried most often. */
export interface InVain {
  /** From the first try to the last; seconds. */
  readonly triedSeconds: number;
  /** From the last try to the end of watching, or to somebody's giving up; seconds. */
  readonly waitedSeconds: number;
}

/** What a flow that broke off tells besides how it did. */
export interface Circumstances {
  /** Nodes of Jamf Pro that reached the same server in this capture, while those of the finding did not. */
  readonly workingNodes?: readonly string[];
  /** Other clients that got through to the same address and port in this capture. */
  readonly reachedBy?: readonly string[];
  /** Clients of the finding that got through to the host in other flows. */
  readonly reachedAtTimes?: readonly string[];
  /** Clients that got through to the host before, and not in any of `failedSince` flows over `failingSeconds`: the finding is judged by these. */
  readonly reachedBefore?: readonly string[];
  readonly failedSince?: number;
  readonly failingSeconds?: number;
  /** Where Jamf Pro runs, where that is known and the documents make a difference of it. */
  readonly hosting?: Hosting;
}

export interface BlockedParameters {
  /** `InVain`: where nothing is answered, of the client that asked most. */
  'blocked/dns': Partial<InVain> & {
    /** The names asked for. */
    readonly names: readonly string[];
    /** Address of the DNS server. */
    readonly server: string;
    readonly outcome: DnsOutcome;
    /** The addresses or canonical names that came instead; empty when nothing did. */
    readonly answers: readonly string[];
    /** Extended DNS error (RFC 8914) in words, such as `Blocked`. */
    readonly extendedError?: string;
    /** Product whose block-page address or name was answered, such as `Cisco Umbrella`. */
    readonly product?: string;
    /** Queries sent by the client that asked most often. */
    readonly queries: number;
    /** The clients got to the hosts afterwards all the same. */
    readonly reached: boolean;
  };
  'blocked/syn-unanswered': Circumstances &
    InVain & {
      /** SYNs, the first included. */
      readonly tries: number;
      /** Other TCP ports of the same servers that answered somebody in this capture. */
      readonly answeringPorts: readonly number[];
      /** A client of this finding got answers from other servers: its network works. */
      readonly clientReachesOthers: boolean;
      /** Somebody documented, a DNS or TLS server answered one of the clients, or a server was answered itself: both directions were captured. */
      readonly heard: boolean;
      /** What speaks for the recording machine: it lost many packets, or its kernel threw these SYNs away. */
      readonly recorder?: 'lost' | 'refused';
      /** Name of the tampering signature. */
      readonly signature: string;
    };
  'blocked/syn-reset': Circumstances & ResetParameters;
  'blocked/icmp-prohibited': Circumstances & {
    /** Address that sent the error. */
    readonly router: string;
    /** ICMP for IPv4 (4) or ICMPv6 (6). */
    readonly version: 4 | 6;
    readonly type: number;
    readonly code: number;
    /** The error came from the server's own address: its host firewall. */
    readonly fromServer: boolean;
  };
  'blocked/icmp-unreachable': Circumstances & {
    /** Address that sent the error. */
    readonly router: string;
    /** ICMP for IPv4 (4) or ICMPv6 (6). */
    readonly version: 4 | 6;
    readonly type: number;
    readonly code: number;
    /** What cannot be reached, as the code says. */
    readonly what: Unreached;
    /** The error came from the server's own address. */
    readonly fromServer: boolean;
    /** Errors seen, over the flows kept as exhibits. */
    readonly errors: number;
    readonly signals: readonly UnreachableSignal[];
  };
  /** `InVain`: of the client that sent most, over all its flows. */
  'blocked/udp-unanswered': InVain & {
    /** What was spoken: `ntp`, `quic`. */
    readonly protocol: 'ntp' | 'quic';
    /** Questions, or packets of QUIC. */
    readonly requests: number;
    /** An ICMP error came in the place of an answer. */
    readonly refused: boolean;
    /** The client gets answers from others. */
    readonly hearsOthers: boolean;
    readonly signals: readonly UdpSignal[];
  };
  /** `InVain`: the last try is that of either side. */
  'blocked/return-path': Circumstances &
    InVain & {
      /** SYNs, the first included. */
      readonly tries: number;
      /** SYN-ACKs of the same flow. */
      readonly answers: number;
      /** Who says by ICMP that the answer gets no further, with the ICMP version, type and code. */
      readonly router?: string;
      readonly version?: 4 | 6;
      readonly type?: number;
      readonly code?: number;
      /** Other clients complete the handshake on the same port. */
      readonly othersHear: boolean;
      readonly signals: readonly ReturnSignal[];
    };
  'blocked/idle-killed': Circumstances & {
    /** The shortest silence that a flow of the finding did not survive; seconds. */
    readonly quietSeconds: number;
    /** The longest earlier silence that one of them did; seconds. */
    readonly survivedSeconds?: number;
    /** Who spoke again, in the first flow. */
    readonly by: 'client' | 'server';
    /** Where nobody answers: how often that word was sent, in the first flow, and from the first to the last of these; seconds. */
    readonly tries?: number;
    readonly triedSeconds?: number;
    /** From that word, or its latest copy, to the RST, in the first flow; ms. */
    readonly resetAfterMs?: number;
    /** Round trip of that flow's TCP handshake; ms. */
    readonly rttMs?: number;
    readonly resetHopLimit?: number;
    /** TTL or hop limit of genuine packets. */
    readonly serverHopLimit?: number;
    /** Who refused it by ICMP, with the ICMP version, type and code. */
    readonly router?: string;
    readonly version?: 4 | 6;
    readonly type?: number;
    readonly code?: number;
    /** The client reaches the host by a flow that began later. */
    readonly worksAgain: boolean;
    readonly signals: readonly IdleSignal[];
  };
  /** `InVain`: of an upload or download from its first copy on. */
  'blocked/mtu-black-hole': Circumstances &
    InVain & {
      /** Whose first packet vanished: the client's ClientHello, or what the server answers; or what either sent behind a start that got through. */
      readonly lost: 'hello' | 'answer' | 'upload' | 'download';
      /** Seen behind the place of the loss: only what follows the packet that vanished is in the capture. */
      readonly tailOnly: boolean;
      /** Of the largest ClientHello, with its record header. */
      readonly helloBytes: number;
      /** Payload of the first segment, the one that vanished; with `tailOnly`, all that is missing. */
      readonly segmentBytes: number;
      /** Copies of that segment. */
      readonly resent: number;
      /** The ClientHello brings a post-quantum key share, which alone nearly fills a packet. */
      readonly postQuantum: boolean;
      /** The largest ClientHello in one packet that the same client got through to the same name; bytes. */
      readonly passedBytes?: number;
      /** One of more than one packet got through from the same client to the same address. */
      readonly largePassed: boolean;
      /** Who says that the packet is too big. */
      readonly router?: string;
      readonly signals: readonly SizeSignal[];
    };
  'blocked/client-hello-dropped': Circumstances &
    InVain & {
      /** Copies of the ClientHello's first segment that were resent. */
      readonly resent: number;
      /** Payload bytes of the ClientHello as sent, all segments. */
      readonly helloBytes: number;
      /** Server names that the same server address answered in this capture. */
      readonly answeredNames: readonly string[];
      /** Name of the tampering signature. */
      readonly signature: string;
    };
  'blocked/client-hello-silence': Circumstances & {
    /** The server's side closed TCP at once; else it said nothing. */
    readonly closed: boolean;
    /** From the end of the ClientHello to the close or the end of watching, in the flow where that took longest; seconds. */
    readonly waitedSeconds: number;
    /** Payload bytes of the ClientHello. */
    readonly helloBytes: number;
    /** Server names that the same server address answered in this capture. */
    readonly answeredNames: readonly string[];
    /** Name of the tampering signature, where there is one. */
    readonly signature?: string;
  };
  'blocked/client-hello-reset': Circumstances &
    ResetParameters & {
      /** Server names that the same server address answered in this capture. */
      readonly answeredNames: readonly string[];
      /** Of the smallest of the ClientHellos, where each of them takes more than one packet; bytes. */
      readonly splitHelloBytes?: number;
      /** Then the largest in one packet that the same client got through to the same name; bytes. */
      readonly passedBytes?: number;
    };
  /** `InVain`: without data of the client the handshake is the only try. */
  'blocked/handshake-silence': Circumstances &
    InVain & {
      /** What is missing: the client's data at the server, the server's greeting, or an acknowledgement of the client's first data. */
      readonly missing: 'client-data' | 'greeting' | 'acknowledgement';
      /** Protocol of the client's first data, `unknown` when there were none. */
      readonly protocol: string;
      /** Copies of the client's first data that were resent. */
      readonly resent: number;
      /** The client closed behind bytes that never arrived: it had sent some. */
      readonly bytesMissing: boolean;
      readonly signature: string;
    };
  'blocked/handshake-reset': Circumstances &
    ResetParameters & {
      /** Other TCP ports of the same servers that answered somebody in this capture. */
      readonly answeringPorts: readonly number[];
    };
  'blocked/reset-after-data': Circumstances &
    ResetParameters & {
      /** How far the flow had got: a request without an answer, within the server's TLS handshake, or later. */
      readonly stage: 'request' | 'handshake' | 'later';
      readonly protocol: string;
      /** Payload bytes of client and server. */
      readonly bytes: readonly number[];
      /** From the first packet to the RST; seconds. */
      readonly afterSeconds: number;
    };
  'blocked/proxy-refused': Circumstances &
    ProxyAnswer & {
      /** Ports of the same host that the proxy opened to somebody in this capture. */
      readonly allowedPorts: readonly number[];
      /** Hosts to which it opened the same port. */
      readonly allowedHosts: readonly string[];
    };
  'blocked/proxy-authentication': Circumstances &
    ProxyAnswer & {
      /** Schemes that the proxy offers, such as `NTLM`. */
      readonly schemes: readonly string[];
      /** Scheme of the credentials that the client had sent, and the proxy did not take. */
      readonly offered?: string;
      /** Challenges that nobody answered, over all flows. */
      readonly challenges: number;
      /** Hosts to which the proxy opened the same port without a login. */
      readonly allowedHosts: readonly string[];
      /** Those to which it opened it behind one; without a `host`, those that it opened to anybody. */
      readonly loginHosts: readonly string[];
    };
  'blocked/proxy-error': Circumstances &
    ProxyAnswer & {
      /**
       * `answered`: the proxy says so itself; `silence`: nothing came; `closed`: it hung up. `tunnel-silence`, `tunnel-closed`: it did what
       * it was asked, and the same became of the ClientHello.
       */
      readonly how: 'answered' | 'silence' | 'closed' | 'tunnel-silence' | 'tunnel-closed';
      /** From the request, or from the ClientHello in the tunnel, to the answer or to the end of watching; seconds. */
      readonly waitedSeconds: number;
      /** Hosts whose servers answered through the proxy, on the same port. */
      readonly allowedHosts: readonly string[];
    };
  'blocked/block-page': Circumstances &
    ForeignPage & { /** Such as `Zscaler Internet Access`. */ readonly product?: string };
  'blocked/captive-portal': Circumstances & ForeignPage;
  'blocked/apns-fallback': {
    /** The port that failed. */
    readonly blockedPort: number;
    /** The port that worked. */
    readonly workingPort: number;
    /** How the first port failed. */
    readonly how: 'unanswered' | 'reset' | 'prohibited' | 'unreachable' | 'no-data' | 'tls';
  };
}

/** `asked-again`: three questions, or the same packet for a second. `hears-others`: the network works. `tcp-works`: the host too, over TCP. */
export type UdpSignal = 'asked-again' | 'hears-others' | 'tcp-works';

/**
 * `reset`: one that may be the server's own. `forged-reset`: of somebody on the path. `prohibited`, `unreachable`: by ICMP. `unanswered`: nobody
 * answers. Then `server-accepts`: the same client reached the same address by a flow that began later. `works-again`: another address of the
 * host. `client-awake`: the client spoke in other flows all the time. `client-is-server`: and servers do not sleep.
 */
export type IdleSignal =
  | 'prohibited'
  | 'forged-reset'
  | 'unreachable'
  | 'reset'
  | 'several-flows'
  | 'unanswered'
  | 'server-accepts'
  | 'works-again'
  | 'client-awake'
  | 'client-is-server';

/** `answer-refused`: by ICMP. `both-repeat`: SYN and SYN-ACK. `others-hear`: the server and its port work. */
export type ReturnSignal = 'answer-refused' | 'both-repeat' | 'several-flows' | 'others-hear';

/**
 * `too-big-ignored`: ICMP says it, and the sender sends packets of the same size again. `tail-acknowledged`: the first segment is lost, the
 * one behind it arrives. `tail-only`: that one alone was captured. `small-passes`: a ClientHello in one packet gets through. `first-of-size`: behind a
 * start in smaller packets. `repeated`: resent twice, or in several flows.
 */
export type SizeSignal =
  | 'too-big-ignored'
  | 'first-of-size'
  | 'tail-acknowledged'
  | 'tail-only'
  | 'small-passes'
  | 'repeated';

/**
 * `port-or-protocol`: the server itself, or a filter in its name, speaks. `no-way`: a router has no route, or gets no answer from the last
 * hop, which may pass. `repeated`: said more than once.
 */
export type UnreachableSignal = 'port-or-protocol' | 'no-way' | 'repeated';

/** What a proxy was asked for, and what it said. The proxy itself is the server and port of the finding's scope. */
export interface ProxyAnswer {
  /** `CONNECT`, another method of HTTP, or `SOCKS`. */
  readonly method: string;
  /** The host that the proxy was asked for, and its port where the request names one; empty where the client did not come to ask. */
  readonly host: string;
  readonly port?: number;
  /** Such as `403 Forbidden` or, of SOCKS, `not-allowed`, `no-acceptable-method`. */
  readonly answer: string;
  /** What the proxy says of the reason, such as `ERR_ACCESS_DENIED 0`. */
  readonly reason?: string;
}

/** How an answer is known not to be the server's (`classify/foreign-answer.ts`). */
interface ForeignPage {
  /** The host that was asked. */
  readonly host: string;
  readonly status: number;
  readonly marks: readonly ForeignMark[];
  /** Title of the page. */
  readonly title?: string;
  /** Where the client was sent. */
  readonly leadsTo?: string;
}

/** How a name failed: the response code, silence, or an answer that cannot be genuine for a public name. */
export type DnsOutcome =
  | 'no-answer'
  | 'nxdomain'
  | 'refused'
  | 'servfail'
  | 'unspecified-address'
  | 'private-address'
  | 'block-page'
  | 'sinkhole'
  | 'extended-error';
