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

/** Bytes from the start that the marks reach to. */
export const FOREIGN_FORMAT_LENGTH = 262;

const UNKNOWN_ADVICE = 'Captures are pcap or pcapng files, plain or compressed with gzip or zstd.';

/** The format that `head` begins, if it is one of the table; with advice in any case. */
export function recogniseForeignFormat(head: Uint8Array): {
  readonly name: string | undefined;
  readonly advice: string;
} {
  const found = FOREIGN_FORMATS.find(({ at, mark }) => {
    for (let index = 0; index < mark.length; index++) if (head[at + index] !== mark.charCodeAt(index)) return false;
    return true;
  });
  return (
    found ?? { name: isText(head) ? 'plain text' : undefined, advice: isText(head) ? RECORD_PACKETS : UNKNOWN_ADVICE }
  );
}

/** Printable ASCII, tabs and line ends only, such as what tcpdump prints without -w. */
function isText(head: Uint8Array): boolean {
  return head.length > 0 && head.every((byte) => (byte >= 0x20 && byte < 0x7f) || (byte >= 9 && byte <= 13));
}
