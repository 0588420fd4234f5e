/** How a flow failed at a step, in the few words that stand beside it. */
import type { Rule } from '../detect/rules.ts';
import type { FlowReport } from '../engine/contract.ts';

/** `never answered`, `reset by a middlebox`. */
export function failureText({ rule, by }: NonNullable<FlowReport['failedAt']>): string {
  const words = WORDS[rule as Rule] ?? 'failed here';
  return by === undefined ? words : `${words} by ${ENDS[by] ?? by}`;
}

const ENDS: Readonly<Record<string, string>> = {
  middlebox: 'a middlebox',
  server: 'the server',
  client: 'the client',
};

/** Of rules that tell which step of a flow failed. Those of a RST or an ICMP error go on with who sent it. */
const WORDS: Readonly<Partial<Record<Rule, string>>> = {
  'blocked/dns': 'not resolved',
  'blocked/syn-unanswered': 'never answered',
  'blocked/syn-reset': 'reset',
  'blocked/icmp-prohibited': 'forbidden',
  'blocked/icmp-unreachable': 'called unreachable',
  'blocked/udp-unanswered': 'never answered',
  'blocked/return-path': 'never arrived',
  'blocked/idle-killed': 'forgotten while it was quiet',
  'blocked/mtu-black-hole': 'lost for its size',
  'blocked/handshake-silence': 'nothing came through after it',
  'blocked/handshake-reset': 'reset',
  'blocked/client-hello-dropped': 'never acknowledged',
  'blocked/client-hello-silence': 'taken, and never answered',
  'blocked/client-hello-reset': 'reset',
  'blocked/reset-after-data': 'reset',
  'blocked/proxy-refused': 'refused by the proxy',
  'blocked/proxy-authentication': 'the proxy wants a login',
  'blocked/proxy-error': 'the proxy did not get through',
  'blocked/block-page': 'the page of a filter',
  'blocked/captive-portal': 'the page of a captive portal',
  'inspection/known-vendor': 'signed by an inspecting device',
  'inspection/unexpected-issuer': 'signed by somebody in between',
  'inspection/shared-issuer': 'signed by somebody in between',
  'inspection/client-rejected': 'refused by the client',
  'inspection/alpn-stripped': 'answered by somebody in between',
  'inspection/downgrade': 'answered by somebody in between',
  'inspection/redirected': 'answered by somebody else',
  'trust/client-rejected': 'refused by the client',
  'trust/certificate-expired': 'refused for its dates',
  'trust/clock': 'refused by the client',
  'trust/client-certificate-refused': 'refused by the server',
  'push/certificate-expired': 'refused by Apple',
  'push/certificate-rejected': 'refused by Apple',
  'push/wrong-certificate': 'refused by Apple',
};
