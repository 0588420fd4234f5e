/** How a push certificate for device management is known: by its topic, and by the authority at Apple that signs it. */
import { matchesName, type NameAttribute, type NamePattern } from './issuer-name.ts';
import type { Day, Source } from './source.ts';

interface Known<Value> {
  readonly value: Value;
  readonly source: Source;
  readonly checked: Day;
}

const listings: Source = { title: 'Push certificates of MDM servers, published in public listings' };
const gateway: Source = { title: 'CertificateRequest of APNs, published in public traces of 2020' };

/** Clocks differ by so much for reasons that are nobody's trouble, ms: a time zone set wrong is more. */
export const CLOCK_TOLERANCE = 600e3;

/** What the UID of the subject begins with; the UUID behind it is repeated in the common name. */
export const MDM_TOPIC = {
  value: 'com.apple.mgmt.External.',
  source: listings,
  checked: '2026-11-22',
} as const satisfies Known<string>;

/** The authority that signs push certificates; without the 2 in older ones. */
export const PUSH_ISSUER = {
  value: { CN: /^Apple Application Integration (2 )?Certification Authority$/, O: /^Apple Inc\.$/ },
  source: listings,
  checked: '2026-11-22',
} as const satisfies Known<NamePattern>;

/** One of the authorities that APNs names as acceptable (RFC 4514): whoever else answers in its name has no reason to. */
export const APNS_AUTHORITY = {
  value: /^CN=Apple Application Integration (2 )?Certification Authority,.*\bO=Apple Inc\./,
  source: gateway,
  checked: '2026-11-22',
} as const satisfies Known<RegExp>;

/** What a certificate is for, by its subject. */
export interface PushIdentity {
  /** The UID: the topic to which pushes are sent. */
  readonly topic: string;
  /** A topic of device management, and a common name that agrees. */
  readonly isMdm: boolean;
}

/** `undefined`: no topic, so no push certificate of any kind. */
export function pushIdentity(subject: readonly NameAttribute[]): PushIdentity | undefined {
  const topic = subject.find(({ type }) => type === 'UID')?.value;
  if (topic === undefined) return undefined;
  const uuid = topic.slice(MDM_TOPIC.value.length);
  const named = subject.some(({ type, value }) => type === 'CN' && value === `APSP:${uuid}`);
  return { topic, isMdm: named && uuid !== '' && topic.startsWith(MDM_TOPIC.value) };
}

export function isPushIssuer(issuer: readonly NameAttribute[]): boolean {
  return matchesName(PUSH_ISSUER.value, issuer);
}

/** `authorities`: RFC 4514 texts of a CertificateRequest. */
export function namesApns(authorities: readonly string[]): boolean {
  return authorities.some((authority) => APNS_AUTHORITY.value.test(authority));
}
