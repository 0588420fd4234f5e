/** What every blocked connection may need said besides: who gets through, and when, and conditions on the port. */
import type { Circumstances } from '../../detect/blocked/parameters.ts';
import type { Rule } from '../../detect/rules.ts';
import { clientText } from '../ends.ts';
import { listed, paragraph, seconds, those } from '../phrases.ts';
import type { Subject, Wording, Words } from '../words.ts';

type Failure = Exclude<
  Extract<Rule, `blocked/${string}`>,
  'blocked/dns' | 'blocked/apns-fallback' | 'blocked/udp-unanswered'
>;

export function withCircumstances<R extends Failure>(wording: Wording<R>): Wording<R> {
  return { ...wording, words: (subject) => added(wording.words(subject), subject) };
}

function added(
  words: Words,
  subject: Pick<Subject<Failure>, 'scope' | 'services'> & { parameters: Circumstances },
): Words {
  const { workingNodes = [], reachedBy = [], reachedAtTimes = [], reachedBefore = [] } = subject.parameters;
  const { failedSince = 0, failingSeconds = 0 } = subject.parameters;
  const nodes = listed(workingNodes);
  const others = listed(reachedBy);
  const failing = clientText(subject.scope);
  return {
    ...words,
    explanation: paragraph(
      words.explanation,
      workingNodes.length > 0 &&
        `Of the Jamf Pro servers seen, ${nodes} got through to the same server and ${failing} did not. In a cluster every node must, so look at the way from ${failing}.`,
      reachedBy.length > 0 &&
        `In this capture ${others} got through to the same server and port, so it is up: what differs is the way from ${failing}, or a rule for it.`,
      reachedAtTimes.length > 0 &&
        `At other times in this capture ${listed(reachedAtTimes)} did get through, so the trouble passes, or does not meet every flow.`,
      reachedBefore.length > 0 &&
        `Before the first of these flows ${listed(reachedBefore)} did get through; of the ${failedSince} flows since, over ${seconds(failingSeconds)}, none did, while TCP connections were accepted: this does not pass, something was changed or went down.`,
    ),
    remedy: paragraph(words.remedy, ...conditionsOn(subject)),
    evidence: [
      ...words.evidence,
      ...those(
        workingNodes.length > 0 && `Reached by ${nodes}, not by ${failing}`,
        reachedBy.length > 0 && `Reached by ${others}, not by ${failing}`,
        reachedAtTimes.length > 0 && `Reached at other times by ${listed(reachedAtTimes)}`,
        reachedBefore.length > 0 &&
          `Reached before by ${listed(reachedBefore)}, and by none of the ${failedSince} flows of ${seconds(failingSeconds)} since`,
      ),
    ],
  };
}

/** Of the ports that failed. A rule for the firewall is of no use where the documents rule the port out. */
function conditionsOn({
  scope,
  services,
  parameters,
}: Pick<Subject<Failure>, 'scope' | 'services'> & { parameters: Circumstances }): string[] {
  const { hosting } = parameters;
  const conditions = services
    .flatMap((service) => service.conditions ?? [])
    .filter(({ ports = [] }) => ports.some((port) => scope.ports.includes(port)));
  return conditions.flatMap((condition) => {
    if (hosting === condition.hosting) return [];
    if (hosting === undefined) return [`It depends on where Jamf Pro runs: ${condition.text}`];
    return [`But this Jamf Pro runs ${PLACE[hosting]}. ${condition.text} Set another documented port.`];
  });
}

const PLACE = { 'on-premises': 'on premises', 'jamf-cloud': 'in Jamf Cloud' } as const;
