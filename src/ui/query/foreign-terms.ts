/** Comparisons as Wireshark and others write them (`tcp.port == 443`): not our language, so the screen says how it is written here. */
import { nearWord } from '../../catalogue/near-word.ts';
import { quoted } from './terms.ts';

/** Our field for each of Wireshark's (https://www.wireshark.org/docs/dfref/) that somebody is likely to type. */
const WIRESHARK_FIELDS: ReadonlyMap<string, string> = new Map([
  ['ip.addr', 'host'],
  ['ipv6.addr', 'host'],
  ['ip.host', 'host'],
  ['ip.src', 'client'],
  ['ipv6.src', 'client'],
  ['ip.dst', 'server'],
  ['ipv6.dst', 'server'],
  ['tcp.port', 'port'],
  ['udp.port', 'port'],
  ['tcp.dstport', 'port'],
  ['udp.dstport', 'port'],
  ['tls.handshake.extensions_server_name', 'host'],
  ['http.host', 'host'],
  ['dns.qry.name', 'host'],
  ['frame.protocols', 'protocol'],
  ['_ws.col.protocol', 'protocol'],
]);

/** What stands in quotes is no comparison, unless it is what is compared with. */
const SIGNS = String.raw`\s*(?:===?|!=|~=?|[<>]=?|=)\s*|\s+(?:eq|ne|gt|lt|ge|le|contains|matches)\s+`;
const VALUE = String.raw`"[^"]*"?|[^\s"]*`;
const COMPARISON = new RegExp(String.raw`"[^"]*"?|(?<=^|\s)(-?)([\w.]+)(${SIGNS})(${VALUE})`, 'gi');
/** `ip.addr:10.0.0.1`: no name of ours has a dot. */
const DOTTED_FIELD = new RegExp(String.raw`"[^"]*"?|(?<=^|\s)(-?)(\w+(?:\.\w+)+)(:)(${VALUE})`, 'gi');
/** Between two terms, or signs that mean nothing else. */
const JOINED = /(?<=\S\s+)(?:and|or|&&|\|\|)(?=\s+\S)|&&|\|\||(?<=^|\s)(?:not(?=\s+\S)|!)/i;
const QUOTED = /"[^"]*"?/g;

export interface Foreign {
  /** The text without what is written for another program. */
  readonly rest: string;
  /** What to write in the place of the first of it. */
  readonly mistake: string | undefined;
}

/** `names` are the fields that there are. */
export function withoutForeign(text: string, names: readonly string[]): Foreign {
  let mistake: string | undefined;
  const replace = (whole: string, minus: string, name: string | undefined, sign: string, value: string): string => {
    if (name === undefined) return whole;
    const field = fieldFor(name, names);
    // A word such as `matches` between two others is a word, unless a field stands before it.
    if (field === undefined && /[a-z:]/i.test(sign)) return whole;
    mistake ??= comparisonText(whole, minus, name, field, sign.trim(), value.replaceAll('"', ''), names);
    return '';
  };
  const rest = text.replace(COMPARISON, replace).replace(DOTTED_FIELD, replace);
  const joint = JOINED.exec(rest.replace(QUOTED, (held) => '"'.repeat(held.length)));
  if (joint === null) return { rest, mistake };
  const [word] = joint;
  const without = rest.slice(0, joint.index) + ' '.repeat(word.length) + rest.slice(joint.index + word.length);
  return { rest: without, mistake: mistake ?? jointText(word) };
}

function fieldFor(name: string, names: readonly string[]): string | undefined {
  const small = name.toLowerCase();
  return names.includes(small) ? small : WIRESHARK_FIELDS.get(small);
}

function comparisonText(
  whole: string,
  minus: string,
  name: string,
  field: string | undefined,
  sign: string,
  value: string,
  names: readonly string[],
): string {
  if (field === undefined) {
    const near = nearWord(name, names);
    return `No field ${name}: ${near === undefined ? `there are ${names.join(', ')}.` : `did you mean ${near}:${value}?`}`;
  }
  const negated = (minus === '-') !== (sign === '!=' || sign.toLowerCase() === 'ne');
  const written = `${negated ? '-' : ''}${field}:${COMPARED[sign.toLowerCase()] ?? ''}${quoted(value) ?? value}`;
  return `${whole.trim()} is written ${written} here.`;
}

/** Signs that our language has too, behind the colon. */
const COMPARED: Readonly<Record<string, string>> = {
  ...{ '>': '>', '<': '<', '>=': '>=', '<=': '<=' },
  ...{ gt: '>', lt: '<', ge: '>=', le: '<=' },
};

function jointText(word: string): string {
  if (/^(?:and|&&)$/i.test(word)) return `Leave out ${word}: all terms must hold.`;
  if (/^(?:or|\|\|)$/i.test(word)) return `There is no ${word} between terms: port:80,443 is either.`;
  return `${word} is written - here: -port:443.`;
}
