/** A RST behind the TCP handshake, before anybody has said a word. Signatures 6 to 9 of the SIGCOMM 2023 study. */

import { endingResets } from '../failure/first-failure.ts';
import type { RuleParameters } from '../parameters.ts';
import { answeringPorts } from './answering-ports.ts';
import { blockedDetector } from './blocked-rule.ts';
import { resetConfidence, resetEvidence } from './reset-evidence.ts';

export const handshakeReset = blockedDetector('handshake-reset', {
  rule: 'blocked/handshake-reset',
  frames: ({ tcp, ...flow }) =>
    [
      tcp!.synAck!,
      tcp!.handshakeDone!,
      endingResets({ tcp, ...flow }).map(({ at }) => at),
      tcp!.dataAfterReset ?? [],
    ].flat(),
  conclude(group) {
    const evidence = resetEvidence(group, 'handshake-reset', ({ tcp }) => tcp!.handshakeDone!.time);
    return {
      confidence: resetConfidence(group, evidence, group.reachesOthers),
      parameters: {
        ...evidence,
        answeringPorts: answeringPorts(group),
      } satisfies RuleParameters['blocked/handshake-reset'],
    };
  },
});
