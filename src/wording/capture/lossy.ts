/** Words of `capture/lossy`: packets are missing that the receivers got. */
import { grouped, paragraph, percent, shareOf } from '../phrases.ts';
import type { Wording } from '../words.ts';

const ELSEWHERE =
  'Packets that did not pass the recorder (two links, another way back): a capture on the client itself decides.';
const HOW =
  'Record on the client itself, or with a narrower capture filter, a larger buffer (`tcpdump -B 65536`, in KiB) and a fast disk; mirror no more than one port to a span port of the same speed.';

export const lossy: Wording<'capture/lossy'> = {
  rule: 'capture/lossy',
  source: 'RFC 9293, 3.4 (TCP acknowledges what arrives)',
  manual: {
    summary: 'packets are missing from the capture that the receivers got',
    meaning:
      'The recording missed packets that the network delivered. An answer that seems to be missing may be one of them, so what rests on silence is at most moderate in all findings, and an error becomes a warning.',
    evidence: [
      'conclusive: of the flows that ended in order, 5 % of the payload or more was acknowledged and never captured; `capture.limits` says `lossy`',
      'silent: less than 5 % is missing; flows that were reset, are still open or were seen from one side only, where it cannot be told whether the bytes arrived',
    ],
    rivals: [ELSEWHERE],
    ask: `To whoever records: ${HOW.charAt(0).toLowerCase()}${HOW.slice(1)}`,
  },
  words({ parameters: { share, missingBytes, flows, holed } }) {
    return {
      title: `The recording missed ${percent(share)} of the payload that arrived`,
      explanation: paragraph(
        `In ${shareOf(holed, flows, 'flow')} that ended in order the receivers acknowledged bytes that are not in the capture, ${grouped(missingBytes)} in all.`,
        'So packets were lost in recording, not in the network.',
        'An answer that seems to be missing may be among them: what rests on silence is at most moderate here.',
      ),
      rivals: [ELSEWHERE],
      remedy: HOW,
      evidence: [`Acknowledged and not captured: ${grouped(missingBytes)} bytes, ${percent(share)} of the payload`],
    };
  },
};
