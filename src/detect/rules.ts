/** The rules that this version judges, with their default severity (RULES.md). */
import type { FlowVerdict } from '../classify/vocabulary.ts';
import type { Severity } from './detector.ts';

export const RULES = {
  'blocked/dns': 'error',
  'blocked/syn-unanswered': 'error',
  'blocked/syn-reset': 'error',
  'blocked/icmp-prohibited': 'error',
  'blocked/icmp-unreachable': 'warning',
  'blocked/udp-unanswered': 'warning',
  'blocked/return-path': 'error',
  'blocked/idle-killed': 'warning',
  'blocked/mtu-black-hole': 'error',
  'blocked/handshake-silence': 'error',
  'blocked/handshake-reset': 'error',
  'blocked/client-hello-dropped': 'error',
  'blocked/client-hello-silence': 'error',
  'blocked/client-hello-reset': 'error',
  'blocked/reset-after-data': 'warning',
  'blocked/proxy-refused': 'error',
  'blocked/proxy-authentication': 'error',
  'blocked/proxy-error': 'warning',
  'blocked/block-page': 'error',
  'blocked/captive-portal': 'error',
  'blocked/apns-fallback': 'warning',
  'inspection/known-vendor': 'error',
  'inspection/unexpected-issuer': 'error',
  'inspection/shared-issuer': 'error',
  'inspection/client-rejected': 'error',
  'inspection/agent-on-device': 'error',
  'trust/client-rejected': 'error',
  'inspection/alpn-stripped': 'error',
  'inspection/downgrade': 'error',
  'inspection/redirected': 'error',
  'trust/certificate-expired': 'error',
  'trust/clock': 'warning',
  'trust/client-certificate-refused': 'error',
  'ports/undocumented-port': 'warning',
  'ports/protocol-mismatch': 'error',
  'ports/cleartext': 'error',
  'ports/unexpected-destination': 'warning',
  'ports/retired': 'warning',
  'ports/discouraged': 'info',
  'ports/configurable': 'info',
  'push/certificate-expired': 'error',
  'push/certificate-expiring': 'warning',
  'push/certificate-rejected': 'error',
  'push/mixed-certificates': 'warning',
  'push/wrong-certificate': 'error',
  'tls-floor/version': 'warning',
  'tls-floor/cipher-suite': 'warning',
  'tls-floor/extended-master-secret': 'warning',
  'tls-floor/certificate-key': 'warning',
  'tls-floor/certificate-signature': 'warning',
  'tls-floor/cleartext': 'warning',
  'capture/truncated': 'warning',
  'capture/lossy': 'warning',
  'capture/dropped-by-kernel': 'warning',
  'capture/one-sided': 'info',
  'capture/mid-stream': 'info',
  'capture/snaplen-cut': 'info',
} as const satisfies Record<string, Severity>;

export type Rule = keyof typeof RULES;
/** A built-in rule, or one that a plug-in adds: `family/name`. A family of ours gives its findings our verdicts on flows and services. */
export type RuleName = Rule | `${string}/${string}`;
export type Family = 'blocked' | 'inspection' | 'trust' | 'ports' | 'push' | 'tls-floor' | 'capture';

/** What a finding of the family says of its flows, where the finding itself says nothing; `undefined` judges no flow. */
export const FLOW_VERDICT_OF: Readonly<Record<Family, FlowVerdict | undefined>> = {
  blocked: 'blocked',
  inspection: 'intercepted',
  trust: 'rejected',
  ports: 'misplaced',
  // They warn of what will fail; a refused certificate says so itself.
  push: undefined,
  'tls-floor': undefined,
  capture: undefined,
};

/** What they find is documented, if not as advised: it says nothing against its flows. */
export const ADVICE: ReadonlySet<RuleName> = new Set<Rule>(['ports/discouraged', 'ports/configurable']);
