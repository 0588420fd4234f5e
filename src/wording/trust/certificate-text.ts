/** A certificate of a finding as one fact; `false` where none could be read. */
interface Shown {
  readonly subject?: string;
  readonly issuer?: string;
  readonly notBefore?: string;
  readonly notAfter?: string;
  readonly sha256?: string;
}

/** `Certificate of CN=…, issued by CN=…, valid from 2026-09-23T00:00:00Z to 2027-09-23T00:00:00Z, SHA-256 3ea8…`. */
export function certificateText({ subject, issuer, notBefore, notAfter, sha256 }: Shown): string | false {
  if (subject === undefined) return false;
  return `Certificate of ${subject || 'nobody by name'}, issued by ${issuer}, valid from ${notBefore || 'no date'} to ${notAfter || 'no date'}, SHA-256 ${sha256}`;
}

/** `2027-09-23` of a date as the parameters hold it. */
export function day(date = ''): string {
  return date.slice(0, 10) || 'no date';
}
