/** `jamscope push-cert FILE`: what a push certificate is, how long it lasts, and whether a capture shows the same one. */
import { readFile, stat } from 'node:fs/promises';
import { Analysis } from '../analyze/analysis.ts';
import { printable } from '../bytes/text.ts';
import { timestampText } from '../bytes/timestamp.ts';
import { isPushIssuer, pushIdentity } from '../catalogue/push-identity.ts';
import { CaptureError, systemError } from '../source/capture-error.ts';
import type { Certificate } from '../wire/x509.ts';
import type { Rdn } from '../wire/x509-name.ts';
import { askPassword, Interrupted } from './ask-password.ts';
import { type ComparedCapture, comparedWith, comparisonLines } from './certificate-comparison.ts';
import {
  type CertificateFile,
  MAX_CERTIFICATE_FILE,
  NEEDS_PASSWORD,
  readCertificateFile,
  WRONG_PASSWORD,
} from './certificate-file.ts';
import type { Effects } from './effects.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { failureLines } from './failure-lines.ts';
import { PASSWORD_VARIABLE, type PushCertOptions } from './push-cert-options.ts';
import { writePieces } from './write-pieces.ts';

const DAY = 86_400e3;

/** 1: the certificate does not serve, now or in the capture. */
export async function pushCertCommand(
  path: string,
  options: PushCertOptions,
  effects: Effects,
): Promise<readonly ExitCode[]> {
  const file = await fileOf(path, options, effects);
  if (typeof file === 'number') return [file];
  const compared = options.capture === undefined ? undefined : await captureOf(options.capture, file.leaf, effects);
  if (typeof compared === 'number') return [compared];
  const facts = factsOf(file, effects.today());
  const json = { file: path, ...facts, ...(compared === undefined ? {} : { capture: compared }) };
  const text = options.json ? `${JSON.stringify(json, null, 2)}\n` : textOf(path, facts, compared);
  await writePieces(effects.stdout, [text]);
  return [facts.problems.length + (compared?.problems.length ?? 0) > 0 ? EXIT.findings : EXIT.ok];
}

async function fileOf(
  path: string,
  { passwordFile }: PushCertOptions,
  effects: Effects,
): Promise<CertificateFile | ExitCode> {
  const refuse = (exit: ExitCode, words: string) => {
    effects.stderr.write(`jamscope: ${words}\n`);
    return exit;
  };
  const bytes = await bytesOf(path);
  if (bytes === undefined) return refuse(EXIT.input, `${printable(path)} is too large to be a certificate`);
  try {
    const read = await readCertificateFile(bytes, () => passwordOf(passwordFile, path, effects));
    if (typeof read !== 'string') return read;
    if (read === NEEDS_PASSWORD) return refuse(EXIT.usage, `${printable(path)} ${read}: ${HOW_TO_GIVE_ONE}`);
    return refuse(read === WRONG_PASSWORD ? EXIT.usage : EXIT.input, `${printable(path)} ${read}`);
  } catch (error) {
    if (error instanceof Interrupted) return EXIT.interrupted;
    throw error;
  }
}

const HOW_TO_GIVE_ONE = `on a terminal it is asked for; else use --password-file FILE or the variable ${PASSWORD_VARIABLE}`;

async function bytesOf(
  path: string,
  wanted = 'Name a certificate file: PEM, DER or PKCS #12 (.p12).',
): Promise<Uint8Array | undefined> {
  try {
    if ((await stat(path)).size > MAX_CERTIFICATE_FILE) return undefined;
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EISDIR')
      throw new CaptureError('is-a-directory', `${path} is a directory`, wanted);
    throw systemError(path, error);
  }
}

/** Never an argument: those are seen by everybody on the machine. One line end behind it is no part of it. */
async function passwordOf(file: string | undefined, path: string, effects: Effects): Promise<string | undefined> {
  if (file !== undefined)
    return new TextDecoder().decode(await bytesOf(file, 'Name a file that holds the password.')).replace(/\r?\n$/, '');
  return effects.env[PASSWORD_VARIABLE] ?? askPassword(`Password of ${printable(path)}: `, effects);
}

interface Facts {
  readonly topic: string | null;
  readonly serial: string;
  readonly subject: string;
  readonly issuer: string;
  /** RFC 3339; null where it is no date. */
  readonly notBefore: string | null;
  readonly notAfter: string | null;
  readonly daysLeft: number | null;
  readonly sha256: string;
  readonly privateKey: boolean;
  readonly problems: readonly string[];
}

function factsOf({ leaf, hasKey }: CertificateFile, today: number): Facts {
  const { notBefore, notAfter, serial, sha256 } = leaf;
  return {
    topic: pushIdentity(attributes(leaf.subject))?.topic ?? null,
    serial,
    subject: leaf.subjectText,
    issuer: leaf.issuerText,
    notBefore: dateText(notBefore),
    notAfter: dateText(notAfter),
    daysLeft: notAfter === undefined ? null : Math.floor((notAfter - today) / DAY),
    sha256,
    privateKey: hasKey,
    problems: problemsOf(leaf, today),
  };
}

function problemsOf({ subject, issuer, notBefore, notAfter }: Certificate, today: number): string[] {
  const problems: string[] = [];
  if (!isPushIssuer(attributes(issuer)))
    problems.push('Not a push certificate: the issuer is not Apple Application Integration');
  else if (!pushIdentity(attributes(subject))?.isMdm)
    problems.push('Not for device management: the topic does not begin with com.apple.mgmt.External');
  if (notAfter !== undefined && notAfter < today)
    problems.push('Expired: renew it with the Apple ID with which it was made; never delete it or make a new one');
  if (notBefore !== undefined && notBefore > today)
    problems.push('Not valid yet: the clock of this computer is wrong, or the file is from the future');
  return problems;
}

function attributes(name: readonly Rdn[]) {
  return name.map((rdn) => ({ type: rdn.name, value: rdn.value }));
}

function dateText(ms: number | undefined): string | null {
  return ms === undefined ? null : timestampText(BigInt(ms) * 1_000_000n, 0);
}

function textOf(path: string, facts: Facts, compared: ComparedCapture | undefined): string {
  const { topic, serial, subject, issuer, notBefore, notAfter, daysLeft, sha256, privateKey, problems } = facts;
  const rows: [string, string][] = [
    ['Topic', topic ?? 'none'],
    ['Serial', serial],
    ['Subject', subject],
    ['Issuer', issuer],
    ['Valid', `from ${notBefore ?? 'no date'} to ${notAfter ?? 'no date'}`],
    ['Days left', daysLeft === null ? 'unknown' : `${daysLeft} today`],
    ['SHA-256', sha256],
    ['Key', privateKey ? 'a private key is in the file' : 'no private key in the file'],
  ];
  const lines = [
    printable(path),
    ...rows.map(([name, value]) => `  ${name.padEnd(10)} ${value}`),
    ...problems.map((problem) => `  ! ${problem}`),
    ...(compared === undefined ? [] : comparisonLines(compared)),
  ];
  return `${lines.join('\n')}\n`;
}

async function captureOf(path: string, leaf: Certificate, effects: Effects): Promise<ComparedCapture | ExitCode> {
  const analysis = await Analysis.open([path], { retainAll: true });
  for (const line of failureLines(analysis.failures, false)) effects.stderr.write(`${line}\n`);
  if (analysis.opened === 0) return EXIT.input;
  for await (const _ of analysis.run());
  return comparedWith(leaf, path, analysis.snapshot());
}
