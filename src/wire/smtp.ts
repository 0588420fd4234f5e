/** SMTP's lines (RFC 5321 4.1 and 4.2), without their line ends: replies, commands, and what an answer to EHLO offers. */

/** One line of a reply. */
export interface SmtpReplyLine {
  readonly code: number;
  /** No line of the same reply follows. */
  readonly last: boolean;
  readonly text: string;
}

/** RFC 5321 4.2: three digits, of which the first is 2 to 5, then a space, a hyphen where more follows, or nothing. */
export function decodeSmtpReplyLine(line: string): SmtpReplyLine | undefined {
  const parts = /^([2-5]\d\d)(?:([ -])(.*))?$/.exec(line);
  return parts === null ? undefined : { code: Number(parts[1]), last: parts[2] !== '-', text: parts[3] ?? '' };
}

/** The status of RFC 3463 at the start of a reply's text, such as `5.7.1`; its class is the code's. */
export function smtpEnhancedCode(code: number, text: string): string | undefined {
  const [found] = /^[245]\.\d{1,3}\.\d{1,3}(?= |$)/.exec(text) ?? [];
  return found !== undefined && found[0] === String(code)[0] ? found : undefined;
}

const VERBS = [
  'EHLO',
  'HELO',
  'LHLO',
  'STARTTLS',
  'AUTH',
  'MAIL',
  'RCPT',
  'DATA',
  'BDAT',
  'RSET',
  'NOOP',
  'VRFY',
  'EXPN',
  'ETRN',
  'HELP',
  'QUIT',
] as const;

/** `other` is what no standard names. */
export type SmtpVerb = (typeof VERBS)[number] | 'other';

export interface SmtpCommand {
  readonly verb: SmtpVerb;
  readonly argument: string;
}

/** RFC 5321 4.1.1, 3207, 3030, 4954, 2033: verbs compare without case. */
export function decodeSmtpCommand(line: string): SmtpCommand {
  const [word] = /^[A-Za-z]+/.exec(line) ?? [''];
  const upper = word.toUpperCase();
  return { verb: VERBS.find((verb) => verb === upper) ?? 'other', argument: line.slice(word.length).trim() };
}

/** What a server offers in answer to EHLO. */
export interface SmtpExtensions {
  /** In the server's order, upper-case, without their parameters. */
  readonly keywords: readonly string[];
  readonly startTls: boolean;
  /** Upper-case. */
  readonly authMechanisms: readonly string[];
}

/** Keywords and mechanisms kept: servers name about a dozen of each. */
const MAX_KEYWORDS = 32;

/** From the lines behind the first (RFC 5321 4.1.1.1); `AUTH=` is the form of Exchange before RFC 2554. */
export function smtpExtensions(lines: readonly string[]): SmtpExtensions {
  const offers = lines.slice(0, MAX_KEYWORDS).map((line) => line.toUpperCase().split(/[ =]+/));
  const keywords = [...new Set(offers.map(([keyword]) => keyword))].filter((keyword) => keyword !== '');
  const mechanisms = offers.flatMap(([keyword, ...rest]) => (keyword === 'AUTH' ? rest : []));
  return {
    keywords,
    startTls: keywords.includes('STARTTLS'),
    authMechanisms: [...new Set(mechanisms.filter((name) => name !== ''))].slice(0, MAX_KEYWORDS),
  };
}

/** Mechanisms that show the password, or a token as good as it, to whoever reads along (RFC 4616, 7628). */
const READABLE: ReadonlySet<string> = new Set(['PLAIN', 'LOGIN', 'XOAUTH2', 'OAUTHBEARER']);

export function isReadableMechanism(name: string): boolean {
  return READABLE.has(name);
}
