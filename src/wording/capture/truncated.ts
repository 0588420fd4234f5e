/** Words of `capture/truncated`: an input that ends early or is corrupt. */
import { inputName } from '../input-name.ts';
import { counted, listed, paragraph } from '../phrases.ts';
import type { Wording } from '../words.ts';

export const truncated: Wording<'capture/truncated'> = {
  rule: 'capture/truncated',
  source: 'draft-ietf-opsawg-pcap and draft-ietf-opsawg-pcapng (capture file formats)',
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
