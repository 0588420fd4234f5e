/** Who sent a RST, in words: the marks that tell a forged one from the server's own (SIGCOMM 2023 paper cited below). */
import type { ResetSender } from '../../detect/blocked/parameters.ts';
import { milliseconds, those } from '../phrases.ts';

interface ResetMarks {
  readonly resetAfterMs: number;
  readonly rttMs?: number;
  readonly resetHopLimit: number;
  readonly serverHopLimit?: number;
  readonly signature: string;
  readonly sender: ResetSender;
}

/** One sentence on who answered. */
export function senderSentence(marks: ResetMarks): string {
  if (marks.sender === 'middlebox') return `The RST did not come from the server${because(differences(marks))}.`;
  if (marks.sender === 'server') return 'Its timing and TTL fit the server itself.';
  return 'Whether the server or a device in between sent it cannot be told from this capture.';
}

function because(reasons: readonly string[]): string {
  return reasons.length === 0 ? '' : `: ${reasons.join(', and ')}`;
}

function differences({ resetAfterMs, rttMs, resetHopLimit, serverHopLimit }: ResetMarks): string[] {
  return those(
    rttMs !== undefined &&
      resetAfterMs < rttMs &&
      `it came after ${milliseconds(resetAfterMs)}, sooner than the ${milliseconds(rttMs)} of a round trip to the server`,
    serverHopLimit !== undefined &&
      serverHopLimit !== resetHopLimit &&
      `it arrived with TTL ${resetHopLimit} where the server's packets arrive with ${serverHopLimit}`,
  );
}

/** The marks as single facts. */
export function resetEvidence({ resetAfterMs, rttMs, resetHopLimit, serverHopLimit, signature }: ResetMarks): string[] {
  return those(
    `RST after ${milliseconds(resetAfterMs)}${rttMs === undefined ? '' : `; round trip to the server ${milliseconds(rttMs)}`}`,
    `TTL of the RST ${resetHopLimit}${serverHopLimit === undefined ? '' : `; of the server's packets ${serverHopLimit}`}`,
    `Tampering signature: ${signature}`,
  );
}

/** The study that names the signatures. */
export const SIGNATURE_SOURCE = 'Sundara Raman et al., SIGCOMM 2023, Table 1 (tampering signatures)';
