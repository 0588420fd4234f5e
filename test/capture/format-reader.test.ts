import { expect, test } from 'vitest';
import type { FormatReader } from '../../src/capture/format-reader.ts';
import { PcapReader } from '../../src/capture/pcap.ts';
import { PcapngReader } from '../../src/capture/pcapng.ts';
import { ProblemLog } from '../../src/capture/problem.ts';
import { TimeBase } from '../../src/capture/time-base.ts';
import { hex, interfaceBlock, packetBlock, pcapFile, pcapngFile } from '../support/capture-bytes.ts';

const bytes = hex('0102');
const FILES = [
  [PcapReader, pcapFile([{ bytes }, { bytes }]), 42],
  [PcapngReader, pcapngFile([interfaceBlock(), packetBlock({ bytes }), packetBlock({ bytes })]), 84],
] as const;

test.each(FILES)(
  '%o leaves the record that is not whole, and asks for more than is there of it',
  (Reader, file, last) => {
    const whole = new Reader({ frame: () => {} }, new TimeBase(), new ProblemLog());
    expect(whole.read(file, 0, file.length)).toBe(file.length);
    for (let end = last; end < file.length; end++) {
      const reader: FormatReader = new Reader({ frame: () => {} }, new TimeBase(), new ProblemLog());
      expect(reader.read(file, 0, end)).toBe(last);
      expect(reader.wanted).toBeGreaterThan(end - last);
      expect(reader.wanted).toBeLessThanOrEqual(file.length - last);
      expect(reader).toMatchObject({ packets: 1, bytes: 2, linkTypes: [1], resolution: 6 });
      expect(reader.cut(end - last)).toMatchObject({ code: 'cut', offset: last });
    }
  },
);
