/** LDAP observations of a flow -> the `ldap` object of the report. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { Observation } from '../probe/registry.ts';
import type { FlowReport } from './contract.ts';
import { atOf } from './frame-place.ts';
import { excess, MAX_LISTED } from './listed.ts';

type LdapReport = NonNullable<FlowReport['ldap']>;
type Operation = LdapReport['operations'][number];
type Of<Kind extends Observation['kind']> = Extract<Observation, { kind: Kind }>;

/** Requests with their results, matched by message id; results whose request was not captured stand alone. */
export function ldapReport(flow: FlowFacts): LdapReport | undefined {
  const operations: Operation[] = [];
  const open = new Map<number, number>();
  const referrals = new Set<string>();
  let isLdap = false;
  let securityLayer = false;
  for (const seen of flow.observations) {
    isLdap ||= seen.kind.startsWith('ldap-');
    if (seen.kind === 'ldap-bind' || seen.kind === 'ldap-request') {
      open.set(seen.id, operations.length);
      operations.push(asked(seen));
    } else if (seen.kind === 'ldap-result') {
      const at = open.get(seen.id) ?? operations.length;
      open.delete(seen.id);
      operations[at] = answered(seen, operations[at]);
    }
    if (seen.kind === 'ldap-result' || seen.kind === 'ldap-reference')
      for (const one of seen.referrals) referrals.add(one);
    securityLayer ||= seen.kind === 'ldap-security-layer';
  }
  if (!isLdap) return undefined;
  const omitted = excess(operations) + omittedRequests(flow);
  return {
    operations: operations.slice(0, MAX_LISTED),
    referrals: [...referrals].slice(0, MAX_LISTED),
    securityLayer,
    ...(omitted > 0 ? { omitted } : {}),
  };
}

function omittedRequests({ omitted }: FlowFacts): number {
  return (omitted?.get('ldap-bind') ?? 0) + (omitted?.get('ldap-request') ?? 0);
}

function asked(seen: Of<'ldap-bind'> | Of<'ldap-request'>): Operation {
  const at = atOf(seen.at);
  if (seen.kind === 'ldap-request') {
    return { operation: seen.operation, ...(seen.oid === undefined ? {} : { oid: seen.oid }), result: null, at };
  }
  const { method, saslMechanism, cleartextCredentials } = seen;
  const mechanism = saslMechanism === undefined ? {} : { saslMechanism };
  return { operation: 'bind', method, ...mechanism, cleartextCredentials, result: null, at };
}

function answered(seen: Of<'ldap-result'>, request: Operation | undefined): Operation {
  const { operation, oid, codeName, directoryError, entries } = seen;
  return {
    ...(request ?? { operation, at: atOf(seen.at) }),
    ...(oid === undefined ? {} : { oid }),
    result: codeName,
    ...(directoryError === undefined ? {} : { directoryError }),
    ...(entries === undefined ? {} : { entries }),
  };
}
