/** What tshark says of a capture. */
import { ATTRIBUTE_NAMES } from '../../src/wire/x509-names.ts';
import { nameLine } from './distinguished-name.ts';
import { type Endpoint, endpointLine, Facts, flowLine } from './facts.ts';
import { PROTOCOL_NAMES } from './protocol-names.ts';
import { fieldsIn, type Tree, treesIn, tsharkFrames } from './tshark.ts';

/** Since Wireshark 4.2. */
export const JA4_FIELD = 'tls.handshake.ja4';

export async function tsharkFacts(path: string): Promise<Facts> {
  const facts = new Facts();
  const hellos = new Map<string, Hello>();
  const flowPackets = new Map<string, number>();
  let packets = 0;
  for (const layers of await tsharkFrames(path)) {
    if (!isPacket(layers)) continue;
    packets++;
    const flow = flowOf(layers);
    if (flow === undefined) continue;
    flowPackets.set(flow.line, (flowPackets.get(flow.line) ?? 0) + 1);
    facts.add('flows', flow.line);
    if (flow.protocol !== undefined) facts.add('protocols', `${flow.line} ${flow.protocol}`);
    addTls(facts, flow, layers, hellos);
    addApplication(facts, flow, layers);
  }
  facts.add('packets', `${packets} packets`);
  for (const [line, count] of flowPackets) facts.add('flow packets', `${line} ${count}`);
  for (const { line, hello } of hellos.values()) addHello(facts, line, hello);
  return facts;
}

/** tshark lists pcapng's custom blocks like packets. */
function isPacket(layers: Tree): boolean {
  return text(layers, 'frame.cb_pen') === '';
}

interface Flow {
  readonly line: string;
  /** Tells flows that follow each other on the same ports apart. */
  readonly stream: string;
  readonly from: Endpoint;
  /** What the packet's payload is, in the report's words, where such names are compared. */
  readonly protocol: string | undefined;
}

/** The flow of the innermost headers; undefined where there is no TCP or UDP header, or only one that an ICMP error quotes. */
function flowOf(layers: Tree): Flow | undefined {
  const protocols = protocolsOf(layers).split(':');
  const transportAt = Math.max(protocols.lastIndexOf('tcp'), protocols.lastIndexOf('udp'));
  if (transportAt < 0 || protocols.slice(0, transportAt).some((name) => name === 'icmp' || name === 'icmpv6')) return;
  const transport = protocols[transportAt] as 'tcp' | 'udp';
  const network = protocols.slice(0, transportAt).findLast((name) => name === 'ip' || name === 'ipv6');
  const ip = [...treesIn(layers, network ?? '')].at(-1);
  const header = [...treesIn(layers, transport)].at(-1);
  const end = (side: 'src' | 'dst'): Endpoint => ({
    address: text(ip, `${network}.${side}`),
    port: Number(text(header, `${transport}.${side}port`)),
  });
  const from = end('src');
  const line = flowLine(transport, from, end('dst'));
  const protocol = PROTOCOL_NAMES[protocols[transportAt + 1]];
  return { line, stream: `${transport} ${text(header, `${transport}.stream`)}`, from, protocol };
}

function protocolsOf(layers: Tree): string {
  return text(layers, 'frame.protocols');
}

interface Hello {
  readonly line: string;
  readonly hello: Tree;
}

function addTls(facts: Facts, { line, stream, from }: Flow, layers: Tree, hellos: Map<string, Hello>): void {
  for (const tls of treesIn(layers, 'tls')) {
    for (const message of treesIn(tls, 'tls.handshake')) {
      const type = text(message, 'tls.handshake.type');
      if (type === '1') hellos.set(stream, { line, hello: message });
      if (type === '2') facts.add('TLS versions', `${line} ${versionOf(message)}`);
      if (type === '11') addCertificates(facts, line, message);
    }
    for (const code of fieldsIn(tls, 'tls.alert_message.desc')) {
      facts.add('alerts', `${line} from ${endpointLine(from)}: ${code}`);
    }
  }
}

/** The last hello of a flow counts: the one that the server answered. */
function addHello(facts: Facts, line: string, hello: Tree): void {
  const [serverName] = fieldsIn(hello, 'tls.handshake.extensions_server_name');
  const alpn = [...fieldsIn(hello, 'tls.handshake.extensions_alpn_str')];
  const [ja3] = fieldsIn(hello, 'tls.handshake.ja3');
  const [ja4] = fieldsIn(hello, JA4_FIELD);
  if (serverName !== undefined) facts.add('server names', `${line} ${serverName}`);
  if (alpn.length > 0) facts.add('ALPN offered', `${line} ${alpn.join(' ')}`);
  if (ja3 !== undefined) facts.add('JA3', `${line} ${ja3}`);
  if (ja4 !== undefined) facts.add('JA4', `${line} ${ja4}`);
}

/** RFC 8446 4.2.1: where the server answers with the extension, the version stands there. */
function versionOf(serverHello: Tree): string {
  const [chosen] = fieldsIn(serverHello, 'tls.handshake.extensions.supported_version');
  const code = Number(chosen ?? text(serverHello, 'tls.handshake.version'));
  if (code >> 8 === 0x7f) return `1.3 draft ${code & 0xff}`;
  return code === 0x300 ? 'SSL 3.0' : `1.${(code & 0xff) - 1}`;
}

function addCertificates(facts: Facts, line: string, message: Tree): void {
  for (const certificate of treesIn(message, 'x509af.signedCertificate_element')) {
    const [issuer, subject] = [nameOf(certificate, 'x509af.issuer_tree'), nameOf(certificate, 'x509af.subject_tree')];
    facts.add('certificates', `${line} subject ${subject} issuer ${issuer}`);
  }
}

function nameOf(certificate: Tree, which: string): string {
  const attributes: [string, string][] = [];
  const [name] = treesIn(certificate, which);
  for (const attribute of treesIn(name, 'x509if.RelativeDistinguishedName_item_element')) {
    const oid = text(attribute, 'x509if.oid');
    attributes.unshift([ATTRIBUTE_NAMES[oid] ?? oid, attributeValue(attribute)]);
  }
  return nameLine(attributes);
}

/** The value's field is called after its type; a choice of types (DirectoryString) has a subtree with the one chosen. */
function attributeValue(attribute: Tree): string {
  const [choice] = treesIn(attribute, 'x509sat.DirectoryString_tree');
  const [value] = Object.entries(choice ?? attribute).filter(([field]) => field !== 'x509if.oid');
  return typeof value?.[1] === 'string' ? value[1] : '';
}

const ANSWER_FIELDS = ['dns.a', 'dns.aaaa', 'dns.cname', 'dns.ptr.domain_name', 'dns.ns', 'dns.srv.target'];

function addApplication(facts: Facts, { line }: Flow, layers: Tree): void {
  for (const message of messagesIn(layers)) {
    // A query may hold answers that the asker knows (RFC 6762 7.1).
    if (text(message, 'dns.flags.response') !== '1') continue;
    for (const record of treesIn(message, 'Answers')) {
      for (const answer of answersIn(record)) facts.add('DNS answers', `${line} ${answer.toLowerCase()}`);
    }
  }
  for (const host of fieldsIn(layers, 'http.host')) facts.add('HTTP hosts', `${line} ${withoutPort(host)}`);
}

function* messagesIn(layers: Tree): Iterable<Tree> {
  for (const name of ['dns', 'mdns', 'llmnr']) yield* treesIn(layers, name);
}

function* answersIn(answers: Tree): Iterable<string> {
  for (const record of Object.values(answers)) {
    for (const field of ANSWER_FIELDS) yield* fieldsIn(record, field);
    const strings = [...fieldsIn(record, 'dns.txt')];
    if (strings.length > 0) yield strings.join('');
  }
}

/** Hosts compare without case (RFC 9110 4.2.3). */
function withoutPort(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, '');
}

/** The first value of a field, '' when there is none. */
function text(tree: Tree | undefined, name: string): string {
  for (const value of fieldsIn(tree, name)) return value;
  return '';
}
