/** Words of `push/mixed-certificates`: one Jamf Pro presents several push certificates. */
import { clientText, portText, serverText } from '../ends.ts';
import { counted, listed, paragraph, sureness } from '../phrases.ts';
import type { Subject, Wording } from '../words.ts';
import { certificateText, checkText, NEVER_DELETE, PUSH_SOURCE, restartText } from './renewal.ts';

type Mixed = Subject<'push/mixed-certificates'>;

export const mixedCertificates: Wording<'push/mixed-certificates'> = {
  rule: 'push/mixed-certificates',
  manual: {
    summary: 'one Jamf Pro presents different push certificates to APNs',
    meaning:
      'With the same topic: it was renewed, and a process or a node of the cluster still uses the old one. When that one expires, pushes from there stop while the others work. With different topics: a new certificate was made instead of a renewed one, and devices that know the old topic do not hear pushes to the new one until they are enrolled again.',
    evidence: [
      'strong: two certificates with the same topic, and the older one is presented after the newer one was',
      'moderate: one address presents two certificates with different topics',
      'silent: the older one is never presented again once the newer one was (it was renewed meanwhile), different addresses present different topics (two servers), or TLS 1.3 hides the certificates',
    ],
    rivals: [
      'Several Jamf Pro servers behind one address, such as test and production behind NAT: what each shows under push certificates decides.',
      'The change reached this process minutes later: a capture taken later decides.',
    ],
    ask: 'Please restart Jamf Pro on every node, and compare the serial of the push certificate that each node shows. Do not delete any of them.',
  },
  source: PUSH_SOURCE,
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { sameTopic, oldExpired, serials } = parameters;
    return {
      title: sameTopic
        ? 'Jamf Pro still presents an old push certificate beside the renewed one'
        : 'Jamf Pro presents push certificates with different topics: devices may have to be enrolled again',
      explanation: paragraph(
        `${clientText(scope)}: ${counted(serials.length, 'push certificate')} presented to ${serverText(subject)} on ${portText(scope)}. ${sentences(parameters)}.`,
        sameTopic
          ? 'The topic is the same, so it was renewed, and a process or a node of the cluster has not taken the new one.'
          : 'A renewed certificate keeps its topic. A new topic means a new certificate, and devices that were enrolled under the old one do not hear pushes to it.',
        sameTopic && (oldExpired ? OVER : 'Pushes from there stop when the old one expires.'),
        sureness(confidence),
      ),
      rivals: rivalsOf(parameters),
      remedy: `${sameTopic ? restartText(oldHosts(parameters)) : NEW_TOPIC} ${NEVER_DELETE} ${checkText(subject)}`,
      evidence: certificates(parameters).map(({ topic, text, by }) => `${text}; topic ${topic}; presented by ${by}`),
    };
  },
};

/** Whether APNs did is told by `push/certificate-expired`. */
const OVER = 'The old one had expired when this was recorded, and APNs refuses expired certificates.';

const NEW_TOPIC =
  'Find out which of the two topics the devices were enrolled with, and renew that certificate with the Apple ID with which it was made; upload it to Jamf Pro in place of the other.';

/** The newest certificate is the last. */
function oldHosts({ presentedBy }: Mixed['parameters']): string {
  return listed([...new Set(presentedBy.slice(0, -1))]);
}

function sentences(parameters: Mixed['parameters']): string {
  return certificates(parameters)
    .map(({ text, by }) => `One has the ${text}, and comes from ${by}`)
    .join('. ');
}

function certificates({ topics, serials, notBefore, notAfter, presentedBy }: Mixed['parameters']) {
  return serials.map((serial, index) => ({
    topic: topics[index],
    text: certificateText({ serial, notBefore: notBefore[index], notAfter: notAfter[index] }),
    by: presentedBy[index],
  }));
}

function rivalsOf({ sameTopic }: Mixed['parameters']): string[] {
  return sameTopic
    ? ['It was renewed minutes ago, and the news has not reached every process: a capture taken later decides.']
    : [
        'Two Jamf Pro servers behind one address, such as test and production: what each shows under push certificates decides.',
      ];
}
