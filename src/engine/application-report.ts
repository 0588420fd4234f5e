/** What was said in each protocol -> the objects of the report that are named after them. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { Observation } from '../probe/registry.ts';
import { isScepAnswer } from '../wire/scep.ts';
import { afpReport } from './afp-report.ts';
import type { FlowReport } from './contract.ts';
import { dcerpcReport } from './dcerpc-report.ts';
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
  const requests: (HttpReport['requests'][number] & { index: number })[] = [];
  for (const seen of flow.observations) {
    if (seen.kind === 'http-request') {
      const at = atOf(seen.at);
      const scep = seen.scep === undefined ? {} : { scep: { operation: seen.scep, answered: false } };
      requests.push({ index: seen.index, method: seen.method, host: seen.host ?? null, path: seen.path, ...scep, at });
    } else if (seen.kind === 'http-response') {
      const request = requests.find((candidate) => candidate.index === seen.requestIndex);
      // 1xx are interim (RFC 9110 15.2): the final status replaces them.
      if (request === undefined) continue;
      request.status = seen.status;
      if (request.scep) request.scep.answered = isScepAnswer(request.scep.operation, seen.status, seen.contentType);
    }
  }
  if (requests.length === 0) return undefined;
  const omitted = excess(requests) + (flow.omitted?.get('http-request') ?? 0);
  return {
    requests: requests.slice(0, MAX_LISTED).map(({ method, host, path, status, scep, at }) => ({
      method,
      host,
      path,
      ...(status === undefined ? {} : { status }),
      ...(scep === undefined ? {} : { scep }),
      at,
    })),
    ...(omitted > 0 ? { omitted } : {}),
  };
}
