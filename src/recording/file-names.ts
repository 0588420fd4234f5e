/** Names of the files of a recording, in UTC: those of a rotated one are as dumpcap makes them. */
import { basename, dirname, extname, join } from 'node:path';
import { timestampText } from '../bytes/timestamp.ts';

/** `20261122153000` of ns since 1970. */
export function digitsOfTime(epoch: bigint): string {
  // A name says the second that has begun.
  return timestampText(epoch - (((epoch % SECOND) + SECOND) % SECOND), 0).replace(/\D/g, '');
}

const SECOND = 1_000_000_000n;

/** `office_00001_20261122153000.pcapng`: which file it is, and when its first packet was captured. */
export function rotatedName(path: string, number: number, epoch: bigint): string {
  const extension = extname(path);
  const stem = basename(path, extension);
  return join(dirname(path), `${stem}_${String(number).padStart(5, '0')}_${digitsOfTime(epoch)}${extension}`);
}

/** `20261122T153000Z-blocked-dns.pcapng`: evidence of a finding of this rule. */
export function evidenceName(rule: string, epoch: bigint, copy = 1): string {
  const digits = digitsOfTime(epoch);
  const words = rule.replace(/[^A-Za-z0-9]+/g, '-').slice(0, MAX_RULE_LENGTH);
  return `${digits.slice(0, 8)}T${digits.slice(8)}Z-${words}${copy > 1 ? `-${copy}` : ''}.pcapng`;
}

/** Of a plug-in's rule, in a file's name. */
const MAX_RULE_LENGTH = 80;

/** What `evidenceName` makes. */
export const EVIDENCE_NAME = /^\d{8}T\d{6}Z-[A-Za-z0-9-]+\.pcapng$/;
