/** Words of `tls-floor/cipher-suite`: a suite that Apple's floor for management traffic leaves out. */
import { clientText, portText, serverName, serverText } from '../ends.ts';
import { paragraph, those } from '../phrases.ts';
import type { Wording } from '../words.ts';
import { BALANCER, BOX, FLOOR_GUARDS, FLOOR_SOURCE, onServer, risk } from './at-risk.ts';

const CBC =
  "Apple's article does not settle in public whether CBC is refused: its page on App Transport Security decides.";

export const cipherSuite: Wording<'tls-floor/cipher-suite'> = {
  rule: 'tls-floor/cipher-suite',
  source: FLOOR_SOURCE,
  manual: {
    summary: 'a server of device management chooses a cipher suite that devices may soon refuse',
    meaning:
      'Asked for under TLS 1.2 is an ephemeral key exchange with AES-GCM, as App Transport Security has it. Apple has announced that devices may refuse management connections with less, as early as the next major release of its systems.',
    evidence: [
      'strong: the client offers ECDHE with AES-GCM, and the server chooses a suite without an ephemeral key exchange, or with a broken cipher such as RC4 or 3DES',
      'moderate: the server chooses an ephemeral key exchange with CBC, which secondary sources say is no longer enough',
      ...FLOOR_GUARDS,
      'silent: the client offers nothing better; TLS 1.3, whose suites all suffice, or a version before 1.2 (`tls-floor/version`)',
    ],
    rivals: [CBC, BOX, BALANCER],
    ask: 'Please let this server prefer TLS 1.3, and under TLS 1.2 ECDHE with AES-GCM. Which of its clients still need other suites?',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { suite, lacks } = parameters;
    const lack = LACKS[lacks];
    return {
      title: `At risk: ${serverName(subject)} chooses ${suite} for management traffic`,
      explanation: paragraph(
        `${clientText(scope)} offers ECDHE with AES-GCM, and ${serverText(subject)} on ${portText(scope)} chooses ${suite}: ${lack}.`,
        risk(confidence),
      ),
      rivals: those(lacks === 'authenticated-encryption' && CBC, BOX, BALANCER),
      remedy: onServer(subject, 'prefer TLS 1.3, and under TLS 1.2 ECDHE with AES-GCM, over all other suites'),
      evidence: [`Chosen: ${suite}`, `Asked for: ECDHE with AES-GCM; it has ${lack}`],
    };
  },
};

const LACKS = {
  'forward-secrecy': 'no ephemeral key exchange with a sound cipher',
  'authenticated-encryption': 'an ephemeral key exchange, but CBC in the place of GCM',
} as const;
