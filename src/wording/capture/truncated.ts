/** Words of `capture/truncated`: an input that ends early or is corrupt. */
import { inputName } from '../input-name.ts';
import { counted, listed, paragraph } from '../phrases.ts';
import type { Wording } from '../words.ts';

export const truncated: Wording<'capture/truncated'> = {
  rule: 'capture/truncated',
  source: 'draft-ietf-opsawg-pcap and draft-ietf-opsawg-pcapng (capture file formats)',
  manual: {
    summary: 'an input is cut or corrupt',
    meaning:
      'The file could be read only up to a fault. All packets before it were analysed; a service that is not seen may have been in the missing part.',
    evidence: [
      'conclusive: the file ends within a packet, or contradicts its own format; `capture.inputs` of the JSON report names frame and byte',
      'silent: files that are no captures at all',
    ],
    rivals: ['The recording was still running, or the disk was full, when the file was copied: a new copy decides.'],
    ask: 'To whoever recorded it: please stop the recording before copying, and send the file again, compressed but unedited.',
  },
  words({ parameters }) {
    const inputs = parameters.inputs.map(inputName);
    const files = listed(inputs);
    return {
      title: `Cut short or corrupt: ${files}`,
      explanation: paragraph(
        `${counted(inputs.length, 'input')} could be read only up to a fault; every packet before it was analysed, what came after it is missing.`,
        'A service that is not seen here may have been in the missing part.',
      ),
      rivals: ['The recording was still running, or the disk was full, when the file was copied: a new copy decides.'],
      remedy: `Stop the recording before copying and send ${files} again, compressed but unedited.`,
      evidence: [`Not read to its end: ${inputs.join(', ')}`],
    };
  },
};
