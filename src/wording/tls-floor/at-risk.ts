/** What all findings below Apple's floor say: who may refuse, since when, and what stays open. */
import { APPLE_TLS_FLOOR } from '../../catalogue/source.ts';
import type { Confidence } from '../../detect/detector.ts';
import type { FindingSubject } from '../../detect/words.ts';
import { clientText, portText, serverText } from '../ends.ts';
import { sureness } from '../phrases.ts';
import type { Evidence } from '../words.ts';

export const FLOOR_SOURCE = APPLE_TLS_FLOOR.title;

/** The risk as a sentence. It works today, and nobody is blocked. */
export function risk(confidence: Confidence): string {
  return `It may work today; Apple has announced (126655, April 2026) that, as early as the next major release of its systems, devices may refuse connections for enrollment, management, apps and software updates that fall short like this, so this one is at risk. ${sureness(confidence)}`;
}

/** Somebody in the path may have agreed on it in place of the server. */
export const BOX =
  'A proxy or TLS inspection in the path, not the server, agreed on this: the same handshake from another network decides.';

/** What holds back every rule of the family (`detect/tls-floor/floor-rule.ts`), for their manuals. */
export const FLOOR_GUARDS = [
  'at most moderate: the address does not tell which service was meant',
  'silent: the capture is older than the announcement (2026-04-21), an inspecting box answers, or the connection does not manage devices (SCEP, content caching)',
] as const satisfies readonly Evidence[];

/** The other way to fall short that does not show here. */
export const BALANCER =
  'TLS ends at a load balancer in front of the server, and its configuration is the one to change: whoever runs it knows.';

/** `On jss.corp.example (10.20.5.10), TCP 8443, …; the clients seen are 10.20.0.15.` */
export function onServer(subject: Pick<FindingSubject, 'scope' | 'services'>, what: string): string {
  return `On ${serverText(subject)}, ${portText(subject.scope)}: ${what}. Then check with \`nscurl --ats-diagnostics\` on a Mac that goes the same way as ${clientText(subject.scope)}.`;
}
