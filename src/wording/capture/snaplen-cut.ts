/** Words of `capture/snaplen-cut`: packets that were cut while recording. */
import { grouped, paragraph, shareOf } from '../phrases.ts';
import type { Wording } from '../words.ts';

const ON_PURPOSE = 'A length set on purpose, to keep content out of the file: whoever recorded it knows.';
const HOW =
  'Record whole packets: `tcpdump -s 0`, or in Wireshark no limit on the length of packets in the options of the interface.';

export const snaplenCut: Wording<'capture/snaplen-cut'> = {
  rule: 'capture/snaplen-cut',
  source: 'draft-ietf-opsawg-pcap, 4 (snapshot length)',
  manual: {
    summary: 'packets were cut short while recording',
    meaning:
      'What stood behind the cut is not known: names of servers, certificates, alerts, answers of DNS. Services are then told by DNS, address and port where those can be read, and rules on certificates and protocols stay silent about what they cannot read. The headers tell the lengths, so what is blocked is judged as usual.',
    evidence: ['conclusive: a packet is longer than what was recorded of it; one is enough'],
    rivals: [ON_PURPOSE],
    ask: `To whoever records: please ${HOW.charAt(0).toLowerCase()}${HOW.slice(1)}`,
  },
  words({ parameters: { packets, cut, cutTo } }) {
    const share = shareOf(cut, packets, 'packet');
    return {
      title: `${share.charAt(0).toUpperCase()}${share.slice(1)} ${cut === 1 ? 'was' : 'were'} cut short while recording`,
      explanation: paragraph(
        `Of ${share} no more than the first ${grouped(cutTo)} bytes were recorded.`,
        'Server names, certificates and answers that stood behind the cut could not be read, so TLS inspection or a wrong protocol may go unseen.',
        'What is blocked is judged as usual, as the headers tell the lengths.',
      ),
      rivals: [ON_PURPOSE],
      remedy: HOW,
      evidence: [`Cut: ${share}, to ${grouped(cutTo)} bytes at most`],
    };
  },
};
