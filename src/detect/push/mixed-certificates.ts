/** One Jamf Pro, a server or its cluster, presents different push certificates side by side: old and new, or two topics. */
import { type CaptureFacts, type FindingDraft, MAX_EXHIBITS } from '../detector.ts';
import { draftOf, listOf } from '../draft.ts';
import { MAX_PARAMETER_LIST, type RuleParameters } from '../parameters.ts';
import { type CertificateUse, certificateOf, clientsOf, pushDetector } from './push-rule.ts';
import { validityOf } from './validity.ts';

type Parameters = RuleParameters['push/mixed-certificates'];

export const mixedCertificates = pushDetector('push/mixed-certificates', (uses, capture) => {
  const pushes = uses.filter((use) => use.fault === undefined && certificateOf(use) !== undefined);
  return ofOneServer(pushes).flatMap((group) => (group.length < 2 ? [] : (draftOfGroup(group, capture) ?? [])));
});

interface Group {
  readonly uses: CertificateUse[];
  readonly marks: string[];
}

/** Who presents the same topic is the same Jamf Pro, and so is what one host presents. */
function ofOneServer(uses: readonly CertificateUse[]): CertificateUse[][] {
  const groups = new Map<string, Group>();
  for (const use of uses) {
    const marks = [`topic ${use.identity!.topic}`, ...clientsOf(use)];
    const [group = { uses: [], marks: [] }, ...others] = new Set(marks.flatMap((mark) => groups.get(mark) ?? []));
    group.uses.push(use, ...others.flatMap((other) => other.uses));
    const added = [...marks, ...others.flatMap((other) => other.marks)].filter((mark) => groups.get(mark) !== group);
    for (const mark of added) {
      groups.set(mark, group);
      group.marks.push(mark);
    }
  }
  return [...new Set(groups.values())].map((group) => group.uses);
}

function draftOfGroup(group: readonly CertificateUse[], capture: CaptureFacts): FindingDraft | undefined {
  const byAge = group
    .toSorted((one, other) => one.leaf!.notBefore! - other.leaf!.notBefore!)
    .slice(-MAX_PARAMETER_LIST);
  const topics = new Set(byAge.map(({ identity }) => identity!.topic));
  const sameTopic = topics.size === 1;
  // The old one never again once the new one was seen: it was renewed while somebody watched, as it should be.
  if (sameTopic && !byAge.some((use, index) => byAge.slice(index + 1).some((newer) => use.lastUsed > firstUse(newer))))
    return undefined;
  const signs = byAge.flatMap((use) => use.signs).sort((one, other) => one.id - other.id);
  const [place] = byAge[0].cause.split(` ${byAge[0].leaf!.sha256}`);
  const conclusion = {
    // Two topics behind one address may be two servers.
    confidence: sameTopic ? 'strong' : 'moderate',
    parameters: parametersOf(byAge, sameTopic, capture),
  } as const;
  const draft = draftOf('push/mixed-certificates', `${place} ${[...topics].sort().join(' ')}`, signs, conclusion);
  return { ...draft, exhibits: draft.exhibits.slice(0, MAX_EXHIBITS) };
}

function firstUse({ signs }: CertificateUse): number {
  return signs.reduce((least, { detail }) => Math.min(least, detail.shown.at.time), Number.POSITIVE_INFINITY);
}

function parametersOf(byAge: readonly CertificateUse[], sameTopic: boolean, capture: CaptureFacts): Parameters {
  const certificates = byAge.map((use) => certificateOf(use)!);
  return {
    topics: certificates.map(({ topic }) => topic),
    serials: certificates.map(({ serial }) => serial),
    notBefore: certificates.map(({ notBefore }) => notBefore),
    notAfter: certificates.map(({ notAfter }) => notAfter),
    presentedBy: byAge.map((use) => listOf(clientsOf(use)).join(', ')),
    sameTopic,
    oldExpired: byAge.slice(0, -1).every((use) => validityOf(use, capture)?.state === 'expired'),
  };
}
