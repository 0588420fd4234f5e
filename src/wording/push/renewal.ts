/** What the findings on push certificates say alike: what stops working, what to do and what never, how APNs took it. */
import { PUSH_CERTIFICATE_FACTS } from '../../catalogue/endpoints/push-certificate.ts';
import { pushGuide } from '../../catalogue/source.ts';
import type { PushCertificate, Reception } from '../../detect/push/parameters.ts';
import type { FindingSubject } from '../../detect/words.ts';
import { clientText, portText, serverText } from '../ends.ts';
import { counted, those } from '../phrases.ts';

export const PUSH_SOURCE = pushGuide('').title;

type Ends = Pick<FindingSubject, 'scope' | 'services'>;

/** What a push certificate is needed for. */
export const NEEDED_FOR = PUSH_CERTIFICATE_FACTS.find(({ ref }) => ref === 'P1')!.fact;

/** What is never to be done, for every remedy. */
export const NEVER_DELETE =
  'Never delete the certificate or create a new one: the topic would change, and every device would have to be enrolled again.';

/** The way to renew. `topic`: where it is known. */
export function renewText(topic?: string): string {
  const kept = topic === undefined ? 'its topic stays the same' : `its topic ${topic} stays the same`;
  return `Renew the push certificate in Jamf Pro and at Apple's push certificate portal (identity.apple.com), with the Apple ID with which it was made, so that ${kept}. ${NEVER_DELETE}`;
}

/** The way to make an old one go that was renewed already, on the hosts that still present it. */
export function restartText(hosts: string): string {
  return `Restart Jamf Pro on ${hosts}, and compare the serial that each node shows under push certificates.`;
}

/** `renewedAs`: serial of the renewed one that was seen too, so that nothing is to be renewed. */
export function remedyText({ topic, renewedAs }: Partial<PushCertificate>, scope: Ends['scope']): string {
  if (renewedAs === undefined) return renewText(topic);
  return `It was renewed already, as serial ${renewedAs}. ${restartText(clientText(scope))} ${NEVER_DELETE}`;
}

/** The certificate, and, where a renewed one is presented too, who has not taken that: goes before `expires on …`. */
export function titleOf({ renewedAs }: Partial<PushCertificate>, scope: Ends['scope']): string {
  if (renewedAs === undefined) return 'The push certificate of Jamf Pro';
  return `The old push certificate is still presented by ${clientText(scope)}; it`;
}

/** Why there is no doubt that it was renewed. */
export function renewedText({ renewedAs }: Partial<PushCertificate>): string | false {
  return (
    renewedAs !== undefined &&
    `A newer one with the same topic (serial ${renewedAs}) is presented in this capture too: the certificate was renewed, and whatever presents the old one has not taken the new one.`
  );
}

/** What else it could be that the certificate is old. */
export function renewalRival({ renewedAs }: Partial<PushCertificate>, scope: Ends['scope']): string {
  return renewedAs === undefined
    ? 'It was renewed since, and this process has not taken the new one: the date that Jamf Pro shows under push certificates decides.'
    : `An old copy of Jamf Pro presents it, such as a test server that was restored from a backup: what runs on ${clientText(scope)} decides.`;
}

/** The last step of a remedy. */
export function checkText({ scope, services }: Ends): string {
  return `Then check that TLS from ${clientText(scope)} to ${serverText({ scope, services })} on ${portText(scope)} completes.`;
}

/** `serial 5a00, valid from 2025-12-02 to 2026-12-02`. */
export function certificateText({
  serial,
  notBefore,
  notAfter,
}: Pick<PushCertificate, 'serial' | 'notBefore' | 'notAfter'>): string {
  return `serial ${serial}, valid from ${dayOf(notBefore)} to ${dayOf(notAfter)}`;
}

/** The day of an RFC 3339 time. */
export function dayOf(time: string): string {
  return time.slice(0, 10);
}

/** Whole days in words; a day that has not passed counts as none. */
export function daysText(days: number): string {
  return days === 0 ? 'less than a day' : counted(days, 'day');
}

/** What the server's alert says of the certificate, RFC 5246 7.2.2. */
const SAYS: Readonly<Record<number, string>> = {
  42: 'it does not take the certificate, which it may say for many reasons',
  43: 'it does not take certificates of this kind',
  44: 'Apple has revoked the certificate',
  45: 'the certificate has expired',
  46: 'the certificate is not acceptable, for a reason that it does not give',
  48: 'it does not know the authority that signed the certificate',
  49: 'the certificate is valid, and its holder has no access',
  51: 'what was signed does not fit the certificate: the private key belongs to another one',
};

/** `the server answers it with the alert certificate_expired (45): the certificate has expired`. */
export function alertText({ alertCode, alertName }: Pick<Reception, 'alertCode' | 'alertName'>): string {
  if (alertCode === undefined) return 'the server ends the handshake';
  const says = SAYS[alertCode];
  return `the server answers with the alert ${alertName} (${alertCode})${says === undefined ? '' : `: ${says}`}`;
}

/** `4 handshakes refused, none completed`. */
export function countsText({ refusals, successes }: Pick<Reception, 'refusals' | 'successes'>): string {
  return `${counted(refusals, 'handshake')} refused, ${successes === 0 ? 'none' : successes} completed`;
}

/** Facts of the certificate, each readable alone. */
export function certificateEvidence(certificate: Partial<PushCertificate>): string[] {
  const { topic, serial, notBefore, notAfter } = certificate;
  return those(
    topic !== undefined && `Topic: ${topic}`,
    serial !== undefined && `Serial: ${serial}`,
    notBefore !== undefined && notAfter !== undefined && `Valid from ${notBefore} to ${notAfter}`,
  );
}

/** Facts of how the server took it. */
export function receptionEvidence(reception: Reception): string[] {
  const { alertCode, alertName, appleAsks, refusals } = reception;
  return those(
    alertCode !== undefined && `Alert of the server after the certificate: ${alertName} (${alertCode})`,
    refusals > 0 && countsText(reception),
    appleAsks && "The server asked for certificates of Apple's push authority, as the genuine APNs does",
  );
}
