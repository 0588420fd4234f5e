/** The steps of a flow in time order: handshake, hellos, requests, errors and the end; what a ladder drawing shows. */
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { Direction, FrameAt } from '../flow/direction.ts';
import { ORIGINATOR, RESPONDER } from '../flow/direction.ts';
import type { Observation } from '../probe/registry.ts';

export interface Step {
  readonly name: string;
  readonly from: Direction;
  readonly at: FrameAt;
  /** Bytes of the message that the step names, where it has a length of its own. */
  readonly bytes: number;
}

export function stepsOf(flow: FlowFacts): Step[] {
  const steps = [...tcpSteps(flow), ...icmpSteps(flow), ...flow.observations.flatMap((seen) => stepOf(seen) ?? [])];
  return steps.sort(byTime);
}

/** The step is of this packet, and of this side where one is given. */
export function isAt(step: Step, { from, at }: { readonly from?: Direction; readonly at: FrameAt }): boolean {
  return step.at.frame === at.frame && step.at.input === at.input && (from === undefined || step.from === from);
}

/** With one more, in its place in time. */
export function withStep(steps: readonly Step[], more: Step): readonly Step[] {
  return steps.includes(more) ? steps : [...steps, more].sort(byTime);
}

function byTime(one: Step, other: Step): number {
  return one.at.time - other.at.time || one.at.input - other.at.input || one.at.frame - other.at.frame;
}

function tcpSteps(flow: FlowFacts): Step[] {
  const tcp = flow.tcp;
  if (tcp === undefined) return [];
  const steps: Step[] = tcp.syns.map((at, index) => step(index === 0 ? 'syn' : 'syn-resent', ORIGINATOR, at));
  if (tcp.synAck) steps.push(step('syn-ack', RESPONDER, tcp.synAck));
  if (tcp.handshakeDone) steps.push(step('ack', ORIGINATOR, tcp.handshakeDone));
  for (const from of [ORIGINATOR, RESPONDER] as const) {
    for (const at of tcp.firstDataResent[from]) steps.push(step('data-resent', from, at));
    const fin = tcp.fin[from];
    if (fin) steps.push(step('fin', from, fin));
  }
  for (const reset of tcp.resets) steps.push(step('rst', reset.from, reset.at));
  return steps;
}

function icmpSteps(flow: FlowFacts): Step[] {
  return flow.icmp.map((error) => step('icmp-error', error.quotes === ORIGINATOR ? RESPONDER : ORIGINATOR, error.at));
}

function stepOf(seen: Observation): Step | undefined {
  switch (seen.kind) {
    case 'tls-client-hello':
      return step('client-hello', seen.from, seen.at, seen.hello.length);
    case 'tls-server-hello':
      return step(
        seen.hello.helloRetryRequest ? 'hello-retry-request' : 'server-hello',
        seen.from,
        seen.at,
        seen.hello.length,
      );
    case 'tls-certificates':
      return step(
        'certificate',
        seen.from,
        seen.at,
        seen.certificates.reduce((sum, { length }) => sum + length, 0),
      );
    case 'tls-alert':
      return step('alert', seen.from, seen.at, ALERT_BYTES);
    default:
      return NAMED_ALIKE.has(seen.kind) ? step(seen.kind, seen.from, seen.at) : undefined;
  }
}

/** Observations that are a step of their own name. */
const NAMED_ALIKE: ReadonlySet<Observation['kind']> = new Set([
  'tls-established',
  'http-request',
  'http-response',
  'dns-query',
  'dns-response',
  'ldap-bind',
  'ldap-request',
  'ldap-result',
  'mysql-greeting',
  'mysql-tls-request',
  'mysql-login',
  'mysql-auth-switch',
  'mysql-result',
  'memcached-request',
  'memcached-response',
  'smb-negotiated',
  'smb-session',
  'smb-share',
  'smb-encrypted',
  'netbios-session-request',
  'netbios-session-response',
  'netbios-name-request',
  'netbios-name-response',
  'netbios-datagram',
  'afp-status',
  'afp-session',
  'afp-login',
  'afp-volumes',
  'afp-volume',
  'dcerpc-bind',
  'dcerpc-bind-result',
  'dcerpc-referral',
  'dcerpc-endpoint',
  'dcerpc-no-endpoint',
  'dcerpc-fault',
  'dcerpc-response',
  'smtp-banner',
  'smtp-authentication',
  'smtp-reply',
  'ssh-identification',
  'ssh-key-exchange-init',
  'ssh-new-keys',
  'ssh-disconnect',
  'syslog-message',
  'hl7-message',
  'socks-request',
  'socks-reply',
  'mqtt-connect',
  'mqtt-connack',
  'ntp-message',
  'http2-preface',
  'http2-settings',
]);

const ALERT_BYTES = 2;

function step(name: string, from: Direction, at: FrameAt, bytes = 0): Step {
  return { name, from, at, bytes };
}
