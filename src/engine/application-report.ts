/** What was said in each protocol -> the objects of the report that are named after them. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { Observation } from '../probe/registry.ts';
import { isScepAnswer } from '../wire/scep.ts';
import { afpReport } from './afp-report.ts';
import type { FlowReport } from './contract.ts';
import { dcerpcReport } from './dcerpc-report.ts';
import { defined } from './defined.ts';
import { atOf } from './frame-place.ts';
import { hl7Report } from './hl7-report.ts';
import { ldapReport } from './ldap-report.ts';
import { excess, MAX_LISTED } from './listed.ts';
import { memcachedReport } from './memcached-report.ts';
import { mqttReport } from './mqtt-report.ts';
import { mysqlReport } from './mysql-report.ts';
import { netbiosReport } from './netbios-report.ts';
import { ntpReport } from './ntp-report.ts';
import { smbReport } from './smb-report.ts';
import { smtpReport } from './smtp-report.ts';
import { socksReport } from './socks-report.ts';
import { sshReport } from './ssh-report.ts';
import { syslogReport } from './syslog-report.ts';

type DnsReport = NonNullable<FlowReport['dns']>;
type HttpReport = NonNullable<FlowReport['http']>;
type Of<Kind extends Observation['kind']> = Extract<Observation, { kind: Kind }>;

/** One object for each protocol that was seen on the flow, inside a tunnel or after an upgrade too. */
export function applicationReport(flow: FlowFacts) {
  return {
    dns: dnsReport(flow),
    http: httpReport(flow),
    ldap: ldapReport(flow),
    mysql: mysqlReport(flow),
    memcached: memcachedReport(flow),
    smb: smbReport(flow),
    netbios: netbiosReport(flow),
    afp: afpReport(flow),
    dcerpc: dcerpcReport(flow),
    smtp: smtpReport(flow),
    ssh: sshReport(flow),
    syslog: syslogReport(flow),
    hl7: hl7Report(flow),
    socks: socksReport(flow),
    mqtt: mqttReport(flow),
    ntp: ntpReport(flow),
  };
}

/** Queries with their answers, matched by message id and name; answers whose query was not captured stand alone. */
export function dnsReport(flow: FlowFacts): DnsReport | undefined {
  if (flow.protocol !== 'dns') return undefined;
  const queries: DnsReport['queries'] = [];
  const open = new Map<string, number>();
  for (const seen of flow.observations) {
    if (seen.kind === 'dns-query') {
      const key = dnsKey(seen);
      if (open.has(key)) continue;
      open.set(key, queries.length);
      queries.push({ name: seen.name, type: seen.typeName, code: null, answers: [] });
    } else if (seen.kind === 'dns-response') {
      const at = open.get(dnsKey(seen)) ?? queries.length;
      open.delete(dnsKey(seen));
      queries[at] = answered(seen);
    }
  }
  const omitted = excess(queries) + (flow.omitted?.get('dns-query') ?? 0);
  return { queries: queries.slice(0, MAX_LISTED), ...(omitted > 0 ? { omitted } : {}) };
}

function answered(response: Of<'dns-response'>): DnsReport['queries'][number] {
  const extended = response.extendedErrors[0];
  return {
    name: response.name,
    type: response.typeName,
    code: response.codeName,
    ...(extended === undefined ? {} : { extendedError: extended.name }),
    answers: [...response.answers],
  };
}

function dnsKey(seen: Of<'dns-query'> | Of<'dns-response'>): string {
  return `${seen.id} ${seen.type} ${seen.name}`;
}

export function httpReport(flow: FlowFacts): HttpReport | undefined {
  const requests = new Map<number, HttpReport['requests'][number]>();
  for (const seen of flow.observations) {
    if (seen.kind === 'http-request') {
      const scep = seen.scep === undefined ? {} : { scep: { operation: seen.scep, answered: false } };
      const { method, host = null, path } = seen;
      requests.set(seen.index, { method, host, path, ...scep, at: atOf(seen.at) });
    } else if (seen.kind === 'http-response' || seen.kind === 'http-page') {
      const request = seen.requestIndex === undefined ? undefined : requests.get(seen.requestIndex);
      if (request === undefined) continue;
      Object.assign(request, seen.kind === 'http-page' ? pageOf(seen) : answerOf(seen));
      if (request.scep && seen.kind === 'http-response') {
        request.scep.answered = isScepAnswer(request.scep.operation, seen.status, seen.contentType);
      }
    }
  }
  if (requests.size === 0) return undefined;
  const all = [...requests.values()];
  const omitted = excess(all) + (flow.omitted?.get('http-request') ?? 0);
  return { requests: all.slice(0, MAX_LISTED).map(inOrder), ...(omitted > 0 ? { omitted } : {}) };
}

/** 1xx are interim (RFC 9110 15.2): the final status replaces them. */
function answerOf({ status, location, server, viaHeader: via, proxyAuthenticate, proxyError }: Of<'http-response'>) {
  return { status, location, server, via, proxyAuthenticate, proxyError };
}

function pageOf({ title, leadsTo }: Of<'http-page'>) {
  return { title, leadsTo };
}

/** The members that have a value, in the order of the contract. */
function inOrder({ method, host, path, status, scep, at, ...answer }: HttpReport['requests'][number]) {
  const { location, server, via, proxyAuthenticate, proxyError, title, leadsTo } = answer;
  const told = { status, location, server, via, proxyAuthenticate, proxyError, title, leadsTo, scep };
  return { method, host, path, ...defined(told), at };
}
