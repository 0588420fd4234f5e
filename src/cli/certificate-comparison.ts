/** A push certificate against those for device management that a capture shows on the way to APNs. */
import { printable } from '../bytes/text.ts';
import { CLOCK_TOLERANCE, MDM_TOPIC } from '../catalogue/push-identity.ts';
import type { FlowReport } from '../engine/contract.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import type { Certificate } from '../wire/x509.ts';
import { counted } from '../wording/phrases.ts';

type Shown = NonNullable<FlowReport['tls']>['certificates'][number];

export interface ComparedCapture {
  readonly path: string;
  /** RFC 3339 of its first packet; null when it has none. */
  readonly time: string | null;
  /** Whole days from the capture to the certificate's end. */
  readonly daysLeft: number | null;
  /** What its dates made of it at that time; null where one of the two is not known. */
  readonly state: 'valid' | 'expired' | 'not-yet-valid' | null;
  /** Flows to APNs on which this certificate was presented, by id. */
  readonly flows: readonly number[];
  /** Push certificates for device management that were presented instead or beside it; those for apps are other programs'. */
  readonly others: readonly (Pick<Shown, 'subject' | 'notBefore' | 'notAfter' | 'sha256'> & {
    readonly sameTopic: boolean;
    readonly flows: readonly number[];
  })[];
  /** Flows to APNs under TLS 1.3, which hides certificates. */
  readonly hidden: number;
  readonly problems: readonly string[];
}

/** Jamf Pro to APNs (S4). */
const PROVIDER = 'jamf-pro-apns';
const MAX_OTHERS = 16;
const DAY = 86_400e3;

export function comparedWith(leaf: Certificate, path: string, snapshot: Snapshot): ComparedCapture {
  const flows = [...snapshot.reportedFlows(true)].filter(({ services }) => services.includes(PROVIDER));
  const own: number[] = [];
  const others = new Map<string, Shown & { readonly flows: number[] }>();
  for (const { id, tls } of flows) {
    for (const shown of tls?.certificates ?? []) {
      if (shown.sha256 === leaf.sha256) own.push(id);
      else if (isForManagement(shown.subject)) {
        const known = others.get(shown.sha256);
        if (known !== undefined) known.flows.push(id);
        else if (others.size < MAX_OTHERS) others.set(shown.sha256, { ...shown, flows: [id] });
      }
    }
  }
  const time = snapshot.capture.firstTime;
  const daysLeft = time === null || leaf.notAfter === undefined ? null : leaf.notAfter - Date.parse(time);
  const compared = {
    path,
    time,
    daysLeft: daysLeft === null ? null : Math.floor(daysLeft / DAY),
    state: stateAt(time, leaf),
    flows: [...new Set(own)],
    others: [...others.values()].map(({ subject, notBefore, notAfter, sha256, flows }) => {
      return { subject, notBefore, notAfter, sha256, sameTopic: topicOf(subject) === topicOf(leaf.subjectText), flows };
    }),
    hidden: flows.filter(({ tls }) => tls?.version === '1.3').length,
  };
  return { ...compared, problems: problemsOf(compared, leaf) };
}

function stateAt(time: string | null, { notBefore, notAfter }: Certificate): ComparedCapture['state'] {
  if (time === null || notBefore === undefined || notAfter === undefined) return null;
  if (notBefore > Date.parse(time) + CLOCK_TOLERANCE) return 'not-yet-valid';
  return notAfter < Date.parse(time) ? 'expired' : 'valid';
}

/** Of a subject's RFC 4514 text. */
const TOPIC = /(?:^|[,+])UID=([^,+]+)/;

function topicOf(subject: string): string | undefined {
  return TOPIC.exec(subject)?.[1];
}

function isForManagement(subject: string): boolean {
  return topicOf(subject)?.startsWith(MDM_TOPIC.value) ?? false;
}

function problemsOf(
  { state, flows, others }: Omit<ComparedCapture, 'problems'>,
  { subjectText }: Certificate,
): string[] {
  const problems: string[] = [];
  if (state === 'expired') problems.push('It had expired when the capture was taken');
  // Not presented, it was simply made after the capture.
  if (state === 'not-yet-valid' && flows.length > 0)
    problems.push('It was presented before its first day: the clock of the computer that recorded was behind');
  if (others.some(({ sameTopic }) => sameTopic))
    problems.push('Jamf Pro presents another certificate with the same topic: one of the two is the renewed one');
  if (isForManagement(subjectText) && others.some(({ sameTopic }) => !sameTopic))
    problems.push(
      'Jamf Pro presents a certificate with another topic: devices that know the one may not hear the other',
    );
  return problems;
}

export function comparisonLines(compared: ComparedCapture): string[] {
  const { path, time, flows, others, hidden, problems } = compared;
  return [
    `${printable(path)}${time === null ? '' : `, taken ${time}`}${stateText(compared)}`,
    `  ${presented(compared)}`,
    ...others.map(
      ({ subject, notBefore, notAfter, flows: ids }) =>
        `  Presented ${flows.length > 0 ? 'beside it' : 'instead'} on flow ${ids.slice(0, 8).join(', ')}: ${subject}, valid from ${notBefore} to ${notAfter}`,
    ),
    ...(hidden > 0 ? [`  Not visible on flows of TLS 1.3: ${hidden}`] : []),
    ...problems.map((problem) => `  ! ${problem}`),
  ];
}

function stateText({ state, daysLeft }: ComparedCapture): string {
  if (state === 'not-yet-valid') return ', not valid yet then';
  if (state === 'expired') return ', expired then';
  return daysLeft === null ? '' : `, with ${counted(daysLeft, 'day')} left then`;
}

function presented({ flows, others, hidden }: ComparedCapture): string {
  if (flows.length > 0) return `This certificate is presented to APNs on flow ${flows.slice(0, 8).join(', ')}`;
  if (others.length > 0) return 'This certificate is not presented to APNs';
  return hidden > 0
    ? 'Which certificate is presented to APNs cannot be seen: TLS 1.3 hides it'
    : 'No push certificate for device management is seen on the way to APNs';
}
