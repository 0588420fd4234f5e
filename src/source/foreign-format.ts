/** What a file that is no capture may be instead, by its first bytes, and what to do about it. Data. */

interface ForeignFormat {
  readonly name: string;
  /** Offset of the mark, and the mark itself as Latin-1 text. */
  readonly at: number;
  readonly mark: string;
  readonly advice: string;
}

const CONVERT = 'Convert it: editcap -F pcapng FILE OUT.pcapng (editcap comes with Wireshark).';
const EXTRACT = 'Extract it first and name the captures inside.';
const DECOMPRESS = 'Decompress it first; gzip and zstd are read as they are.';
const CUT = 'It was cut when it was written or copied: copy it again from its origin, or record anew.';
const RECORD_PACKETS = 'Packets are needed: record with tcpdump -w FILE, or save from Wireshark as pcapng.';

// Marks: the formats' own specifications, as listed in the magic tables of Wireshark (wiretap) and file(1).
export const FOREIGN_FORMATS: readonly ForeignFormat[] = [
  { name: 'a ZIP archive', at: 0, mark: 'PK\x03\x04', advice: EXTRACT },
  { name: 'a tar archive', at: 257, mark: 'ustar', advice: EXTRACT },
  { name: 'a 7-Zip archive', at: 0, mark: '7z\xbc\xaf\x27\x1c', advice: EXTRACT },
  { name: 'a RAR archive', at: 0, mark: 'Rar!\x1a\x07', advice: EXTRACT },
  { name: 'an xz-compressed file', at: 0, mark: '\xfd7zXZ\x00', advice: DECOMPRESS },
  { name: 'a bzip2-compressed file', at: 0, mark: 'BZh', advice: DECOMPRESS },
  { name: 'an LZ4-compressed file', at: 0, mark: '\x04\x22\x4d\x18', advice: DECOMPRESS },
  { name: 'a snoop capture (Solaris)', at: 0, mark: 'snoop\0\0\0', advice: CONVERT },
  { name: 'a Microsoft Network Monitor capture', at: 0, mark: 'GMBU', advice: CONVERT },
  { name: 'a Microsoft Network Monitor 1 capture', at: 0, mark: 'RTSS', advice: CONVERT },
  { name: 'a Sniffer capture', at: 0, mark: 'TRSNIFF data', advice: CONVERT },
  { name: 'a NetXRay capture', at: 0, mark: 'XCP\0', advice: CONVERT },
  { name: 'an iptrace capture (AIX)', at: 0, mark: 'iptrace ', advice: CONVERT },
  { name: 'a PEM file', at: 0, mark: '-----BEGIN ', advice: RECORD_PACKETS },
  { name: 'a PDF document', at: 0, mark: '%PDF-', advice: RECORD_PACKETS },
  { name: 'an XML or HTML document', at: 0, mark: '<', advice: RECORD_PACKETS },
  { name: 'a JSON document', at: 0, mark: '{', advice: RECORD_PACKETS },
];

/** What captures begin with: the block type of pcapng is made of line ends, so what is left of one looks like text. */
const CAPTURE_MARKS = [
  { name: 'no more than the first bytes of a pcapng', mark: '\n\r\r\n' },
  { name: 'no more than the first bytes of a pcap', mark: '\xd4\xc3\xb2\xa1' },
  { name: 'no more than the first bytes of a pcap', mark: '\x4d\x3c\xb2\xa1' },
];

/** Bytes from the start that the marks reach to. */
export const FOREIGN_FORMAT_LENGTH = 262;

const UNKNOWN_ADVICE = 'Captures are pcap or pcapng files, plain or compressed with gzip or zstd.';

/** The format that `head` begins, if it is one of the table; with advice in any case. */
export function recogniseForeignFormat(head: Uint8Array): {
  readonly name: string | undefined;
  readonly advice: string;
} {
  const stump = CAPTURE_MARKS.find(({ mark }) => head.length > 1 && head.length < mark.length && begins(mark, head));
  if (stump !== undefined) return { name: stump.name, advice: CUT };
  const found = FOREIGN_FORMATS.find(({ at, mark }) => {
    for (let index = 0; index < mark.length; index++) if (head[at + index] !== mark.charCodeAt(index)) return false;
    return true;
  });
  return (
    found ?? { name: isText(head) ? 'plain text' : undefined, advice: isText(head) ? RECORD_PACKETS : UNKNOWN_ADVICE }
  );
}

function begins(mark: string, head: Uint8Array): boolean {
  return head.every((byte, index) => byte === mark.charCodeAt(index));
}

/** Printable ASCII, tabs and line ends only, such as what tcpdump prints without -w. */
function isText(head: Uint8Array): boolean {
  return head.length > 0 && head.every((byte) => (byte >= 0x20 && byte < 0x7f) || (byte >= 9 && byte <= 13));
}
