/** Words of `capture/dropped-by-kernel`: the recorder lost packets, or the recording Mac's kernel threw some away. */
import type { ParametersOf } from '../../detect/parameters.ts';
import { inputName } from '../input-name.ts';
import { counted, grouped, listed, paragraph, percent, those } from '../phrases.ts';
import type { Wording } from '../words.ts';

type Drops = ParametersOf<'capture/dropped-by-kernel'>;

const WHICH =
  'The count does not tell which packets were lost: a capture without losses decides whether any of them mattered.';
const UNWANTED =
  'Packets that nobody on the Mac waited for, such as late ones of a closed flow: the flows of these frames decide.';
const FASTER =
  'Record with a narrower capture filter, a larger buffer (`tcpdump -B 65536`, in KiB) and a fast disk, with no other load on the machine';
const LOOK =
  'On the recording Mac look for a packet filter (pf), a content filter or a VPN extension that refuses these packets';

export const droppedByKernel: Wording<'capture/dropped-by-kernel'> = {
  rule: 'capture/dropped-by-kernel',
  source:
    'draft-ietf-opsawg-pcapng, 4.3 and 4.6 (epb_dropcount, isb_ifdrop, isb_osdrop); Apple libpcap, pcap-ng.h (drop reason of a packet)',
  manual: {
    summary: 'the recording machine dropped packets',
    meaning:
      "Either the recorder could not keep up, and packets that passed are not in the file; or, in captures of macOS, packets are in the file that the Mac's own kernel threw away: they never reached the program, or the network. Either way something may look unanswered that was not, so what rests on silence is at most moderate in all findings.",
    evidence: [
      'conclusive: the recorder counted packets that it lost (pcapng: statistics of the interface, or the drop count of a packet); `capture.inputs` says how many of which file',
      'conclusive: packets of a capture of macOS bear the reason for which the kernel dropped them',
      'silent: the recorder counts none, or tells nothing, as files in the pcap format do',
    ],
    rivals: [WHICH, UNWANTED],
    ask: `To whoever records: ${FASTER.charAt(0).toLowerCase()}${FASTER.slice(1)}. Where the kernel of the Mac threw packets away: which packet filter, content filter or VPN extension is installed on it?`,
  },
  words({ parameters }) {
    const { lost, refused, places } = parameters;
    return {
      title: titleOf(parameters),
      explanation: paragraph(
        lost > 0 && lostSentence(parameters),
        refused > 0 &&
          `The kernel of the recording Mac threw away ${counted(refused, 'packet')} that ${refused === 1 ? 'is' : 'are'} in the file (${listed(places)}): ${refused === 1 ? 'it' : 'they'} did not reach the program, or did not leave the Mac. That is the Mac's own doing, not the network's.`,
        'What seems to be unanswered may not be: what rests on silence is at most moderate here.',
      ),
      rivals: those(lost > 0 && WHICH, refused > 0 && UNWANTED),
      remedy: `${those(lost > 0 && FASTER, refused > 0 && LOOK).join('. ')}.`,
      evidence: those(
        ...parameters.inputs.map(
          (path, index) => `Lost by the recorder of ${inputName(path)}: ${grouped(parameters.lostOf[index])}`,
        ),
        refused > 0 && `Thrown away by the kernel: ${counted(refused, 'packet')}, in ${listed(places, 8)}`,
      ),
    };
  },
};

function titleOf({ lost, refused }: Drops): string {
  const kernel = `the kernel of the recording Mac threw away ${counted(refused, 'packet')}`;
  if (lost === 0) return `${kernel.charAt(0).toUpperCase()}${kernel.slice(1)}`;
  return `The recorder lost ${counted(lost, 'packet')}${refused > 0 ? `, and ${kernel}` : ''}`;
}

function lostSentence({ lost, packets, inputs }: Drops): string {
  const files = listed(inputs.map(inputName));
  return `By the recorder's own count, ${counted(lost, 'packet')} that passed while ${files} ${inputs.length === 1 ? 'was' : 'were'} recorded ${lost === 1 ? 'is' : 'are'} missing, ${percent(lost / (lost + packets))} of all.`;
}
