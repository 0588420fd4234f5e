/** How a host is written in a configuration: a name, `*.suffix`, an address or a block. */
import { ipAddressText } from '../bytes/ip-address.ts';
import { addressBytes, cidrBytes } from './address-bytes.ts';
import { hostName, MAX_NAME_LENGTH } from './host-trie.ts';

const LABEL = '[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?';
const NAME = new RegExp(`^(?:\\*\\.)?${LABEL}(?:\\.${LABEL})*$`);
const WITH_PORT = /^(\[[^\]]+\]|[^:]+):(\d{1,5})$/;

/** What had better stand there instead; undefined for a host that can be used. `portsApart`: how ports are given there. */
export function hostAdvice(text: string, portsApart: 'as-object' | 'elsewhere' = 'elsewhere'): string | undefined {
  const url = /^\w+:\/\/(?:[^@/]*@)?(\[[^\]]+\]|[^/:?#]+)/.exec(text);
  if (url !== null) return `a host, not a URL: ${quoted(unbracketed(url[1]))}`;
  if (/[\s,;]/.test(text)) return 'one host, without spaces or commas';
  if (addressBytes(text) !== undefined || cidrBytes(text) !== undefined) return undefined;
  const withPort = WITH_PORT.exec(text);
  if (withPort !== null) {
    const [, host, digits] = withPort;
    const alone = quoted(unbracketed(host));
    return portsApart === 'elsewhere' ? `${alone}, and the port apart` : `{ "host": ${alone}, "ports": [${digits}] }`;
  }
  if (text.includes('/')) return blockAdvice(text);
  if (/^[\d.]+-[\d.]+$/.test(text)) return 'a block such as 10.1.0.0/24: from–to is not known';
  if (/^[\d.]+$/.test(text)) return 'an IPv4 address of four numbers from 0 to 255';
  if (text.includes(':')) return 'an IPv6 address without a zone, such as 2001:db8::25';
  return nameAdvice(hostName(text));
}

function blockAdvice(text: string): string {
  const [host, digits] = text.split('/', 2);
  const address = addressBytes(host);
  const most = (address?.length ?? 4) * 8;
  if (address === undefined) return 'an address before the slash, such as 10.1.0.0/16';
  if (!/^\d{1,3}$/.test(digits) || Number(digits) > most) return `a prefix from 0 to ${most} behind the slash`;
  const network = address.map((byte, index) => byte & (0xff00 >> Math.min(8, Math.max(0, Number(digits) - index * 8))));
  return `${quoted(`${ipAddressText(network, 0, network.length === 4 ? 4 : 6)}/${digits}`)}, or the address alone`;
}

function nameAdvice(name: string): string | undefined {
  if (name.length > MAX_NAME_LENGTH) return `a name of at most ${MAX_NAME_LENGTH} characters`;
  if (NAME.test(name)) return undefined;
  if (/[^\u0000-\u007f]/.test(name)) return 'the name as DNS has it, in ASCII (xn--…)';
  if (name.startsWith('.')) return quoted(`*${name}`);
  if (name.includes('*')) return 'an asterisk as the first label only, as in *.example.com';
  return 'a name, *.suffix, an address or a block such as 10.1.0.0/16';
}

const quoted = (text: string): string => JSON.stringify(text);
const unbracketed = (text: string): string => text.replace(/^\[|\]$/g, '');
