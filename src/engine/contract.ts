/**
 * The report contract (schema `jamscope.report/1`), declared once: the code takes its types from here through erased imports,
 * users take the JSON Schema, and the tests validate what is printed. Nothing at run time loads this file.
 */
import { z } from 'zod';
import { CAPTURE_LIMITS, FLOW_VERDICTS, NAME_SOURCES, SERVICE_STATUSES } from '../classify/vocabulary.ts';
import { CONFIDENCES, SEVERITIES } from '../detect/detector.ts';

const count = z.int().nonnegative();
const text = z.string();
/** RFC 3339, UTC, with the capture's own resolution. */
const timestamp = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const side = z.enum(['originator', 'responder']);

/** Input index from 0, and the frame's number within that input from 1, as Wireshark shows it. */
export const at = z.strictObject({ input: count, frame: z.int().positive() });

const problem = z.strictObject({
  code: text,
  message: text,
  frame: z.int().positive().optional(),
  offset: count.optional(),
});

export const input = z.strictObject({
  path: text,
  format: z.enum(['pcap', 'pcapng', 'unknown']),
  compression: z.enum(['none', 'gzip', 'zstd']),
  linkTypes: z.array(text),
  packets: count,
  bytes: count,
  dropped: count.optional(),
  complete: z.boolean(),
  problems: z.array(problem),
});

export const anomaly = z.strictObject({ code: text, count: z.int().positive(), first: at });

export const timeline = z.strictObject({
  stepSeconds: z.number().positive(),
  flows: z.array(count),
  failures: z.array(count),
  bytes: z.array(count),
});

/** How the site configuration that was in force took part. */
export const configuration = z.strictObject({
  /** null: handed over by a program. */
  path: text.nullable(),
  hosting: z.enum(['on-premises', 'jamf-cloud']).optional(),
  /** Hosts and blocks that it declares. */
  hosts: count,
  packs: z.array(text),
  severity: z.record(text, z.enum([...SEVERITIES, 'off'])).optional(),
  exceptions: z.array(
    z.strictObject({
      rule: text,
      service: text.optional(),
      host: text.optional(),
      reason: text,
      until: day,
      /** `expired`: the capture goes beyond its last day. */
      state: z.enum(['applied', 'expired', 'unused']),
      findings: z.array(text),
    }),
  ),
});

export const capture = z.strictObject({
  inputs: z.array(input),
  packets: count,
  bytes: count,
  firstTime: timestamp.nullable(),
  lastTime: timestamp.nullable(),
  durationSeconds: z.number(),
  undecodedPackets: count,
  duplicatePackets: count,
  anomalies: z.array(anomaly),
  limits: z.array(z.enum(CAPTURE_LIMITS)),
  timeline,
  configuration: configuration.optional(),
});

export const host = z.strictObject({
  address: text,
  names: z.array(text),
  roles: z.array(z.strictObject({ role: text, inferred: z.boolean(), reason: text })),
});

export const service = z.strictObject({
  id: text,
  ref: text,
  title: text,
  source: text,
  status: z.enum(SERVICE_STATUSES),
  flows: count,
  findings: z.array(text),
  sharedWith: z.array(text).optional(),
  /** Conditions of the capture under which this status says less than it seems to. */
  limits: z.array(z.enum(CAPTURE_LIMITS)).optional(),
});

const endpoint = z.strictObject({ address: text, port: count, name: text.optional(), role: text.optional() });
const perSide = z.strictObject({ originator: count, responder: count });
const omitted = count.optional();

export const step = z.strictObject({ name: text, from: side, at, time: timestamp, bytes: count });

export const certificate = z.strictObject({
  subject: text,
  issuer: text,
  notBefore: timestamp.nullable(),
  notAfter: timestamp.nullable(),
  sans: z.array(text),
  sha256: text,
});

export const tls = z.strictObject({
  version: text.nullable(),
  clientVersions: z.array(text),
  alpnOffered: z.array(text),
  alpn: text.optional(),
  cipher: text.nullable(),
  serverName: text.nullable(),
  ja3: text.nullable(),
  ja4: text.nullable(),
  resumed: z.boolean(),
  via: text.optional(),
  certificates: z.array(certificate),
  alerts: z.array(z.strictObject({ from: side, level: text, code: count, name: text, at })),
  omitted,
});

export const dns = z.strictObject({
  queries: z.array(
    z.strictObject({
      name: text,
      type: text,
      /** Response code name; null when no answer was seen. */
      code: text.nullable(),
      extendedError: text.optional(),
      answers: z.array(text),
    }),
  ),
  omitted,
});

export const http = z.strictObject({
  requests: z.array(
    z.strictObject({
      method: text,
      host: text.nullable(),
      path: text,
      status: count.optional(),
      /** `answered` is false for a page of somebody else, whatever its status. */
      scep: z
        .strictObject({
          operation: z.enum(['GetCACaps', 'GetCACert', 'GetNextCACert', 'PKIOperation']),
          answered: z.boolean(),
        })
        .optional(),
      at,
    }),
  ),
  omitted,
});

export const ldap = z.strictObject({
  operations: z.array(
    z.strictObject({
      /** `bind`, `search`, `extended` and the like (RFC 4511 4.2 to 4.12). */
      operation: text,
      /** Of a bind: `anonymous`, `unauthenticated`, `simple`, `sasl` or `sicily`. */
      method: text.optional(),
      saslMechanism: text.optional(),
      /** Of a bind: the password crossed the wire as it is. */
      cleartextCredentials: z.boolean().optional(),
      /** Of an extended operation. */
      oid: text.optional(),
      /** Name of the result code; null when no answer was seen. */
      result: text.nullable(),
      /** Active Directory's own error behind the code, in hexadecimal. */
      directoryError: text.optional(),
      /** Of a search. */
      entries: count.optional(),
      at,
    }),
  ),
  /** Servers that answers pointed to, without names of entries. */
  referrals: z.array(text),
  /** A SASL security layer hides what follows. */
  securityLayer: z.boolean(),
  omitted,
});

export const mysql = z.strictObject({
  version: text.nullable(),
  /** null when the greeting was not seen. */
  offersTls: z.boolean().nullable(),
  asksTls: z.boolean(),
  /** The one in force last, as far as it was seen in clear. */
  authPlugin: text.nullable(),
  /** The password crossed the wire as it is. */
  cleartextCredentials: z.boolean(),
  /** Of the login; null when it was not seen, inside TLS say. */
  result: z.strictObject({ code: count, name: text, sqlState: text.optional(), at }).nullable(),
});

export const memcached = z.strictObject({
  encoding: z.enum(['text', 'binary']),
  version: text.nullable(),
  /** Each once, in the order of their first use. */
  commands: z.array(text),
  /** Each once: words of the text protocol, statuses of the binary one. */
  results: z.array(text),
  /** Of the results those that are failures. */
  errors: z.array(text),
  saslMechanism: text.optional(),
});

export const smb = z.strictObject({
  /** Dialects that the client offered last. */
  offered: z.array(text),
  /** `3.1.1`, `2.1`, or a name such as `NT LM 0.12` of SMB 1; null when none was agreed on. */
  dialect: text.nullable(),
  signing: z.enum(['disabled', 'enabled', 'required']).nullable(),
  /** Encryption that both sides can do. */
  cipher: text.optional(),
  /** Encrypted messages crossed. */
  encrypted: z.boolean(),
  logOns: z.array(
    z.strictObject({
      /** Name of the NTSTATUS. */
      result: text,
      account: z.enum(['user', 'guest', 'anonymous']).optional(),
      /** The server demands encryption. */
      encrypt: z.boolean(),
      at,
    }),
  ),
  shares: z.array(
    z.strictObject({
      /** As the client calls it. */
      server: text.nullable(),
      share: text.nullable(),
      /** Name of the NTSTATUS; null when no answer was seen. */
      result: text.nullable(),
      type: z.enum(['disk', 'pipe', 'printer']).optional(),
      encrypt: z.boolean(),
      at,
    }),
  ),
  omitted,
});

export const netbios = z.strictObject({
  session: z
    .strictObject({
      called: text.nullable(),
      calling: text.nullable(),
      outcome: z.enum(['accepted', 'refused', 'retargeted']).nullable(),
      reason: text.optional(),
      /** Where to turn to instead. */
      target: text.optional(),
    })
    .optional(),
  names: z.array(
    z.strictObject({
      /** `query`, `status`, `registration` and the like (RFC 1002 4.2). */
      operation: text,
      /** With its suffix, such as `FILESRV<20>`. */
      name: text,
      /** null when no answer was seen. */
      result: text.nullable(),
      addresses: z.array(text),
      /** All names of the node, in the answer to a status request. */
      names: z.array(text),
      at,
    }),
  ),
  datagrams: z.array(
    z.strictObject({
      type: text,
      source: text.optional(),
      destination: text.optional(),
      mailslot: text.optional(),
      at,
    }),
  ),
  omitted,
});

export const afp = z.strictObject({
  serverName: text.nullable(),
  machineType: text.nullable(),
  versions: z.array(text),
  /** User authentication methods that the server offers. */
  methods: z.array(text),
  /** Name of the result of opening a session; null when it was not seen. */
  session: text.nullable(),
  login: z.strictObject({ version: text.nullable(), method: text.nullable(), result: text }).nullable(),
  /** Those that the server lists. */
  volumes: z.array(text),
  opened: z.array(z.strictObject({ volume: text, result: text, at })),
  omitted,
});

export const dcerpc = z.strictObject({
  interfaces: z.array(
    z.strictObject({
      uuid: text,
      version: text,
      name: text.optional(),
      /** `accepted`, or why not; null when no answer was seen. */
      result: text.nullable(),
    }),
  ),
  authentication: z.strictObject({ service: text, level: text }).optional(),
  /** Why the server refused a bind as a whole. */
  refusal: text.optional(),
  /** A call was answered. */
  answered: z.boolean(),
  /** A call that asks where to go was encrypted: the port in its answer is not known. */
  sealed: z.boolean(),
  /** Where the server sends its client. */
  endpoints: z.array(
    z.strictObject({
      /** `map`, or an operation of DCOM such as `RemoteCreateInstance`. */
      operation: text.optional(),
      /** Its name, else its UUID; absent for an object's exporter, which serves them all. */
      interface: text.optional(),
      /** As the server writes it; absent where it means itself. */
      host: text.optional(),
      port: count.nullable(),
      /** Why there is none. */
      result: text.optional(),
      at,
    }),
  ),
  faults: z.array(z.strictObject({ status: text, at })),
  omitted,
});

export const smtp = z.strictObject({
  /** The server's first words. */
  banner: z.strictObject({ code: count, text }).nullable(),
  /** In answer to EHLO, before TLS. */
  offers: z.strictObject({ startTls: z.boolean(), authMechanisms: z.array(text) }).nullable(),
  authentication: z.array(
    z.strictObject({
      mechanism: text,
      /** The password, or a token as good as it, went in clear text. */
      readable: z.boolean(),
    }),
  ),
  replies: z.array(
    z.strictObject({
      /** `message` for the mail itself; null when it was not seen. */
      command: text.nullable(),
      code: count,
      enhancedCode: text.optional(),
      at,
    }),
  ),
  omitted,
});

const sshSide = z.strictObject({
  identification: text.nullable(),
  /** It sent what it can do (KEXINIT). */
  offered: z.boolean(),
  /** It did its part of the key exchange (NEWKEYS). */
  encrypts: z.boolean(),
});

export const ssh = z.strictObject({
  originator: sshSide,
  responder: sshSide,
  /** null when one offer was not seen; null in it is what the sides have not in common. */
  agreement: z
    .strictObject({ keyExchange: text.nullable(), hostKey: text.nullable(), cipher: text.nullable() })
    .nullable(),
  disconnect: z.strictObject({ from: side, code: count, name: text }).optional(),
});

export const syslog = z.strictObject({
  framing: z.enum(['datagram', 'octet-counting', 'newline']),
  messages: z.array(
    z.strictObject({
      format: z.enum(['rfc5424', 'rfc3164', 'other']),
      facility: text,
      severity: text,
      host: text.nullable(),
      application: text.nullable(),
      at,
    }),
  ),
});

export const hl7 = z.strictObject({
  messages: z.array(
    z.strictObject({
      from: side,
      /** `ADT^A01` */
      type: text.nullable(),
      version: text.nullable(),
      /** `AA` accepted, `AE` error, `AR` rejected, and the like. */
      acknowledgement: text.optional(),
      at,
    }),
  ),
});

export const socks = z.strictObject({
  version: z.union([z.literal(4), z.literal(5)]),
  /** Methods of authentication that the client offers, and the one that the proxy chose. */
  methods: z.array(text),
  method: text.nullable(),
  authenticated: z.boolean().optional(),
  request: z.strictObject({ command: text, host: text, port: count }).nullable(),
  /** `granted`, or why not; null when no answer was seen. */
  result: text.nullable(),
});

export const mqtt = z.strictObject({
  version: z.enum(['3.1', '3.1.1', '5.0']),
  keepAliveSeconds: count,
  /** They are sent, in clear text. */
  userName: z.boolean(),
  password: z.boolean(),
  /** `accepted`, or why not; null when no answer was seen. */
  result: text.nullable(),
});

export const ntp = z.strictObject({
  messages: z.array(
    z.strictObject({
      from: side,
      version: count,
      mode: z.enum(['symmetric-active', 'symmetric-passive', 'client', 'server', 'broadcast']),
      stratum: count,
      synchronised: z.boolean(),
      /** Why a server does not tell the time: `RATE`, `DENY`, `INIT` and the like. */
      kissCode: text.optional(),
      at,
    }),
  ),
});

export const flow = z.strictObject({
  id: z.int().positive(),
  transport: z.enum(['tcp', 'udp']),
  originator: endpoint,
  responder: endpoint.extend({ nameFrom: z.enum(NAME_SOURCES).optional() }),
  first: at,
  last: at,
  firstTime: timestamp,
  lastTime: timestamp,
  packets: perSide,
  bytes: perSide,
  connState: text,
  history: text,
  communityId: text,
  rttMs: z.number().optional(),
  retransmissions: perSide,
  steps: z.array(step),
  protocol: text,
  serverName: text.optional(),
  process: z.strictObject({ name: text, pid: count.optional() }).optional(),
  tls: tls.optional(),
  dns: dns.optional(),
  http: http.optional(),
  ldap: ldap.optional(),
  mysql: mysql.optional(),
  memcached: memcached.optional(),
  smb: smb.optional(),
  netbios: netbios.optional(),
  afp: afp.optional(),
  dcerpc: dcerpc.optional(),
  smtp: smtp.optional(),
  ssh: ssh.optional(),
  syslog: syslog.optional(),
  hl7: hl7.optional(),
  socks: socks.optional(),
  mqtt: mqtt.optional(),
  ntp: ntp.optional(),
  services: z.array(text),
  basis: z.enum(['content', 'attempt']),
  verdict: z.enum(FLOW_VERDICTS),
  findings: z.array(text),
  omitted: z.record(text, count).optional(),
});

export const finding = z.strictObject({
  id: text,
  key: text,
  rule: text,
  severity: z.enum(SEVERITIES),
  confidence: z.enum(CONFIDENCES),
  state: z.enum(['provisional', 'final', 'cleared']),
  title: text,
  explanation: text,
  rivals: z.array(text),
  remedy: text,
  services: z.array(text),
  flows: z.array(z.int().positive()),
  count: z.int().positive(),
  firstTime: timestamp,
  lastTime: timestamp,
  clearedTime: timestamp.optional(),
  frames: z.array(at),
  displayFilter: text,
  evidence: z.array(text),
  source: text,
  /** The site configuration accepts it until a day: it does not count. */
  exception: z.strictObject({ reason: text, until: day }).optional(),
});

export const summary = z.strictObject({
  verdict: z.enum(['problems', 'clean', 'inconclusive']),
  flows: count,
  jamfFlows: count,
  flowsOmitted: count,
  findings: z.strictObject({ error: count, warning: count, info: count }),
  /** Findings that the site configuration excepts, which are not among these. */
  excepted: count.optional(),
});

export const report = z.strictObject({
  schema: z.literal('jamscope.report/1'),
  tool: z.strictObject({ name: text, version: text }),
  capture,
  summary,
  hosts: z.array(host),
  services: z.array(service),
  flows: z.array(flow),
  findings: z.array(finding),
});

export type Report = z.infer<typeof report>;
export type CaptureReport = z.infer<typeof capture>;
export type ConfigurationReport = z.infer<typeof configuration>;
export type InputReport = z.infer<typeof input>;
export type SummaryReport = z.infer<typeof summary>;
export type HostReport = z.infer<typeof host>;
export type ServiceReport = z.infer<typeof service>;
export type FlowReport = z.infer<typeof flow>;
export type StepReport = z.infer<typeof step>;
export type TlsReport = z.infer<typeof tls>;
export type CertificateReport = z.infer<typeof certificate>;
export type FindingReport = z.infer<typeof finding>;
export type AtReport = z.infer<typeof at>;
