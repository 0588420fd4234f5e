/** A flow opened: what was found, its ladder of steps, and what TLS, DNS and HTTP showed. */
import type { CertificateReport, FlowReport, TlsReport } from '../engine/contract.ts';
import type { Snapshot } from '../engine/snapshot.ts';
import { processText } from '../wording/process-text.ts';
import { applicationEntries } from './application-detail.ts';
import type { Entry } from './document.ts';
import { bytesText, countedText, countText, momentText } from './figures.ts';
import { wordsOf } from './finding-words.ts';
import { ladderLines } from './ladder.ts';
import { rungsText } from './rungs.ts';
import { serviceText } from './service-detail.ts';
import { SEVERITY_LOOKS, type Theme, VERDICT_LOOKS } from './theme.ts';

export function flowDocument(flow: FlowReport, snapshot: Snapshot, theme: Theme): Entry[] {
  const look = VERDICT_LOOKS[flow.verdict];
  const server = flow.serverName ?? flow.responder.name ?? flow.responder.address;
  return [
    { kind: 'title', text: `${theme.glyph(look.glyph)} ${server}, ${portText(flow)}`, token: look.token },
    { kind: 'text', text: [`flow ${flow.id}`, look.word, flow.protocol, `judged by ${flow.basis}`].join(' · ') },
    ...findingEntries(flow, snapshot),
    { kind: 'heading', text: 'Steps' },
    ladderEntry(flow, snapshot, theme),
    ...(flow.steps.length > 0 ? [] : [{ kind: 'text', text: 'None was recognised.', token: 'muted' } as const]),
    { kind: 'heading', text: 'Flow' },
    ...field('Server name', nameText(flow)),
    ...field('Process', flow.process && processText(flow.process)),
    ...flow.services.map((id): Entry => ({ kind: 'field', label: 'Service', text: serviceText(id, snapshot) })),
    { kind: 'field', label: 'State', text: `${flow.connState}, history ${flow.history || 'none'}` },
    ...field('Input', inputText(flow.first, snapshot)),
    { kind: 'field', label: 'First', text: `${momentText(flow.firstTime)}, frame ${atText(flow.first, snapshot)}` },
    { kind: 'field', label: 'Last', text: `${momentText(flow.lastTime)}, frame ${atText(flow.last, snapshot)}` },
    { kind: 'field', label: 'Sent', text: sentText(flow, 'originator') },
    { kind: 'field', label: 'Received', text: sentText(flow, 'responder') },
    ...field('Round trip', flow.rttMs === undefined ? undefined : `${flow.rttMs} ms`),
    { kind: 'field', label: 'Community ID', text: flow.communityId },
    ...(flow.tls === undefined ? [] : tlsEntries(flow.tls, flow.firstTime, snapshot)),
    ...list('DNS', flow.dns?.queries ?? [], queryText, flow.dns?.omitted),
    ...list('HTTP', flow.http?.requests ?? [], (request) => requestText(request, snapshot), flow.http?.omitted),
    ...applicationEntries(flow, (at) => atText(at, snapshot)),
  ];
}

type At = FlowReport['first'];

function ladderEntry(flow: FlowReport, snapshot: Snapshot, theme: Theme): Entry {
  const frameText = (at: At) => atText(at, snapshot);
  const lines = (width: number) => ladderLines(flow, width, { theme, frameText });
  return { kind: 'drawing', text: rungsText(flow, frameText), lines };
}

function portText({ transport, responder }: FlowReport): string {
  return `${transport.toUpperCase()} ${responder.port}`;
}

function nameText({ serverName, responder }: FlowReport): string | undefined {
  if (serverName === undefined) return undefined;
  return responder.nameFrom === undefined ? serverName : `${serverName} (from ${responder.nameFrom})`;
}

function sentText({ packets, bytes, retransmissions }: FlowReport, side: 'originator' | 'responder'): string {
  const resent = retransmissions[side] > 0 ? `, ${countText(retransmissions[side])} resent` : '';
  return `${countedText(packets[side], 'packet')}, ${bytesText(bytes[side])} of payload${resent}`;
}

/** `812`, and of several inputs `2:812`, counted from 1. */
function atText({ input, frame }: At, { capture }: Snapshot): string {
  return capture.inputs.length < 2 ? String(frame) : `${input + 1}:${frame}`;
}

/** Which file the numbers before the frames mean. */
function inputText({ input }: At, { capture }: Snapshot): string | undefined {
  return capture.inputs.length < 2 ? undefined : `${input + 1}: ${capture.inputs[input]?.path ?? ''}`;
}

function arrow(from: TlsReport['alerts'][number]['from']): string {
  return from === 'originator' ? '→' : '←';
}

function tlsEntries(tls: TlsReport, firstTime: string, snapshot: Snapshot): Entry[] {
  return [
    { kind: 'heading', text: 'TLS' },
    { kind: 'field', label: 'Version', text: tls.version ?? 'not agreed' },
    ...field('Offered', joined(tls.clientVersions)),
    ...field('Cipher suite', tls.cipher),
    ...field('SNI', tls.serverName),
    ...field('ALPN offered', joined(tls.alpnOffered)),
    ...field('ALPN', tls.alpn),
    ...field('Inside', tls.via),
    ...(tls.resumed ? field('Resumed', 'yes: no certificate is sent') : []),
    ...field('JA3', tls.ja3),
    ...field('JA4', tls.ja4),
    ...tls.certificates.flatMap((certificate, index) => certificateEntries(certificate, index, firstTime)),
    ...list('Alerts', tls.alerts, (alert) => alertText(alert, snapshot), tls.omitted),
  ];
}

function certificateEntries(certificate: CertificateReport, index: number, firstTime: string): Entry[] {
  const { subject, issuer, notBefore, notAfter, sans, sha256 } = certificate;
  return [
    { kind: 'heading', text: index === 0 ? 'Certificate of the server' : `Certificate ${index + 1} of the chain` },
    { kind: 'field', label: 'Subject', text: subject || '(empty)' },
    { kind: 'field', label: 'Issuer', text: issuer || '(empty)' },
    validityEntry(notBefore, notAfter, firstTime),
    ...field('Names', joined(sans)),
    { kind: 'field', label: 'SHA-256', text: sha256 },
  ];
}

/** Held against the flow's own time: what a certificate is worth today says nothing about it. */
function validityEntry(notBefore: string | null, notAfter: string | null, firstTime: string): Entry {
  const text = `${dateText(notBefore)} to ${dateText(notAfter)}`;
  const at = firstTime.slice(0, 19);
  const isEarly = notBefore !== null && at < notBefore.slice(0, 19);
  const isLate = notAfter !== null && at > notAfter.slice(0, 19);
  if (!isEarly && !isLate) return { kind: 'field', label: 'Valid', text };
  const words = isEarly ? 'not yet valid' : 'expired';
  return { kind: 'field', label: 'Valid', text: `${text}: ${words} at the time of the flow`, token: 'bad' };
}

function dateText(timestamp: string | null): string {
  return timestamp === null ? 'an unreadable date' : timestamp.slice(0, 10);
}

function alertText({ from, level, name, code, at }: TlsReport['alerts'][number], snapshot: Snapshot): string {
  return `${arrow(from)} ${level} ${name} (${code})  frame ${atText(at, snapshot)}`;
}

type Query = NonNullable<FlowReport['dns']>['queries'][number];

function queryText({ name, type, code, extendedError, answers }: Query): string {
  const outcome = [code ?? 'no answer', extendedError].filter(Boolean).join(', ');
  return `${name} ${type}: ${outcome}${answers.length > 0 ? `, ${answers.join(' ')}` : ''}`;
}

type Request = NonNullable<FlowReport['http']>['requests'][number];

function requestText({ method, host, path, status, at, ...answer }: Request, snapshot: Snapshot): string {
  const { proxyError, title, location, leadsTo = location, server, via } = answer;
  const parts = [
    `${method} ${targetText(host, path)} ${status ?? 'no answer'}  frame ${atText(at, snapshot)}`,
    ...(proxyError === undefined ? [] : [proxyError]),
    ...(title === undefined ? [] : [`“${title}”`]),
    ...(leadsTo === undefined ? [] : [`leads to ${leadsTo}`]),
    ...(server === undefined ? [] : [`server ${server}`]),
    ...(via === undefined ? [] : [`via ${via}`]),
  ];
  return parts.join(' · ');
}

/** What is asked of a proxy names its host itself. */
function targetText(host: string | null, path: string): string {
  return path.startsWith('/') ? `${host ?? ''}${path}` : path;
}

function findingEntries({ findings }: FlowReport, snapshot: Snapshot): Entry[] {
  return snapshot.findings
    .filter(({ id }) => findings.includes(id))
    .map((finding) => {
      const { id, title } = wordsOf(finding, snapshot);
      return { kind: 'item', text: `${id} ${title}`, token: SEVERITY_LOOKS[finding.severity].token };
    });
}

function field(label: string, text: string | null | undefined): Entry[] {
  return text ? [{ kind: 'field', label, text }] : [];
}

function joined(texts: readonly string[]): string {
  return texts.join(', ');
}

function list<T>(heading: string, values: readonly T[], text: (value: T) => string, omitted = 0): Entry[] {
  if (values.length === 0) return [];
  const rest: Entry[] = omitted > 0 ? [{ kind: 'item', text: `${countText(omitted)} more`, token: 'muted' }] : [];
  return [
    { kind: 'heading', text: heading },
    ...values.map((value): Entry => ({ kind: 'item', text: text(value) })),
    ...rest,
  ];
}
