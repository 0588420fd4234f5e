/** What a flow's application protocol told, as its members stand in the report: their names are words enough. */
import type { AtReport, FlowReport } from '../engine/contract.ts';
import { protocolName } from '../wording/protocol-name.ts';
import type { Entry } from './document.ts';
import { countText } from './figures.ts';

/** Those that have no drawing of their own. */
const PROTOCOLS = [
  ...(['ldap', 'mysql', 'memcached', 'smb', 'netbios', 'afp', 'dcerpc', 'smtp', 'ssh', 'syslog', 'hl7'] as const),
  ...(['socks', 'mqtt', 'ntp'] as const),
];

/** Cells that fields leave their label. */
const LONGEST_LABEL = 14;

export function applicationEntries(flow: FlowReport, frameText: (at: AtReport) => string): Entry[] {
  return PROTOCOLS.flatMap((name) => {
    const told = flow[name];
    if (told === undefined) return [];
    const members = Object.entries(told).flatMap(([member, value]) => memberEntries(member, value, frameText));
    return [{ kind: 'heading', text: protocolName(name) }, ...members];
  });
}

function memberEntries(member: string, value: unknown, frameText: (at: AtReport) => string): Entry[] {
  if (member === 'omitted') return [{ kind: 'item', text: `${countText(Number(value))} more`, token: 'muted' }];
  if (Array.isArray(value) && value.some(isObject))
    return value.map((each) => ({ kind: 'item', text: valueText(each, frameText) }));
  const text = valueText(value, frameText);
  const label = wordsOf(member);
  if (text === '') return [];
  if (label.length > LONGEST_LABEL) return [{ kind: 'item', text: `${label}: ${text}` }];
  return [{ kind: 'field', label: label[0].toUpperCase() + label.slice(1), text }];
}

function valueText(value: unknown, frameText: (at: AtReport) => string): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map((each) => valueText(each, frameText)).join(', ');
  if (!isObject(value)) return String(value);
  const parts = Object.entries(value).map(([member, of]) => {
    if (member === 'at') return `frame ${frameText(of as AtReport)}`;
    if (typeof of === 'boolean') return of ? wordsOf(member) : '';
    const text = valueText(of, frameText);
    return text === '' ? '' : `${wordsOf(member)} ${text}`;
  });
  return parts.filter((part) => part !== '').join(' · ');
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** `cleartextCredentials` -> `cleartext credentials`. */
function wordsOf(member: string): string {
  return member.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
