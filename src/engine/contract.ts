/**
 * The report contract (schema `jamscope.report/1`), declared once: the code takes its types from here through erased imports,
 * users take the JSON Schema, and the tests validate what is printed. Nothing at run time loads this file.
 */
import { z } from 'zod';
import { CAPTURE_LIMITS, FLOW_VERDICTS, NAME_SOURCES, SERVICE_STATUSES } from '../classify/vocabulary.ts';
import { CONFIDENCES, SEVERITIES } from '../detect/detector.ts';
import {
  afp,
  type certificate,
  dcerpc,
  dns,
  hl7,
  http,
  ldap,
  memcached,
  mqtt,
  mysql,
  netbios,
  ntp,
  smb,
  smtp,
  socks,
  ssh,
  syslog,
  tls,
} from './contract-protocols.ts';
import { at, count, day, side, text, timestamp } from './contract-values.ts';

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
  /** Packets that the recorder says it lost: they are not in the input. */
  dropped: count.optional(),
  /** Packets of the input that the recording machine's own kernel threw away, by the functions that did. */
  kernelDrops: z
    .strictObject({ packets: z.int().positive(), frames: z.array(z.int().positive()), places: z.array(text) })
    .optional(),
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
const namedProcess = z.strictObject({ name: text, pid: count.optional() });
const perSide = z.strictObject({ originator: count, responder: count });

export const step = z.strictObject({ name: text, from: side, at, time: timestamp, bytes: count });
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
  /** The step at which it failed, by its name and frame; the rule says how, `by` who: `client`, `server`, `middlebox`, or an address. */
  failedAt: z.strictObject({ step: text, at, rule: text, by: text.optional() }).optional(),
  protocol: text,
  serverName: text.optional(),
  process: namedProcess.extend({ delegate: namedProcess.optional() }).optional(),
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
  /** Processes whose flows these are, where the capture is of macOS. */
  processes: z.array(text).optional(),
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
  /** Findings of a capture that went on, whose fault is over: they are not among these either. */
  cleared: count.optional(),
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
