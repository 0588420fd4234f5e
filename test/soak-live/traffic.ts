/**
 * Two seconds of mixed traffic as a capture to be sent again and again: downloads, TLS flows to Jamf and Apple that begin and end, DNS,
 * datagrams, IPv6, strangers, and a service that is blocked. Whoever sends it moves the addresses with each round, so that flows are new;
 * so each flow has a client port of its own, which no other flow of any round can have with the same addresses.
 */
import { PcapFile } from '../bench/captures.ts';
import { clientHello, extension, handshake, serverName, record as tlsRecord } from '../support/client-hello.ts';
import { dnsMessage, pointer, question, RESPONSE, record } from '../support/dns-bytes.ts';
import { hex } from '../support/hex.ts';
import { packet } from '../support/packet.ts';
import { type Said, SPOKEN } from '../support/spoken.ts';
import { tcpFlow } from '../support/tcp-flow.ts';
import { tls13 } from '../support/tls-samples.ts';

/** Of a round. */
export const SECONDS = 2;

const TLS_HOSTS = [
  ['acme.jamfcloud.com', '54.208.84.91', '2600:1f18::5b'],
  ['1-courier.push.apple.com', '17.57.144.84', '2620:149:a44::84'],
  ['gdmf.apple.com', '17.32.214.11', '2620:149:a0c::11'],
  ['albert.apple.com', '17.171.27.65', '2620:149:a0c::65'],
  ['www.example.com', '93.184.215.14', '2606:2800::14'],
  ['cdn.example.net', '151.101.1.69', '2a04:4e42::69'],
] as const;

interface Scheduled {
  readonly bytes: Uint8Array;
  /** Of the round, 0 to 1. */
  readonly time: number;
}

class Round {
  readonly #frames: Scheduled[] = [];
  #port = 1024;

  get frames(): readonly Scheduled[] {
    return this.#frames.sort((one, other) => one.time - other.time);
  }

  /** A client, with a port that no other flow of the round has. */
  client(version: 4 | 6 = 4): { readonly address: string; readonly port: number } {
    const port = this.#port++;
    const host = port % 250;
    return {
      address: version === 4 ? `10.20.${port % 16}.${host + 1}` : `2001:db8:20::${(host + 1).toString(16)}`,
      port,
    };
  }

  /** Spreads them evenly over a part of the round. */
  add(frames: readonly Uint8Array[], start: number, duration: number): void {
    for (const [at, bytes] of frames.entries())
      this.#frames.push({ bytes, time: start + (duration * at) / frames.length });
  }
}

/** Writes about so many packets, and returns how many. */
export function writeTraffic(path: string, packets: number): number {
  const round = new Round();
  downloads(round, packets * 0.5);
  talks(round, packets * 0.13);
  datagrams(round, packets * 0.3);
  lookups(round, packets * 0.02);
  strangers(round, packets * 0.04);
  blocked(round, packets * 0.01);
  const { frames } = round;
  const file = new PcapFile(path);
  for (const { bytes, time } of frames) file.frame(bytes, Math.floor(time * SECONDS * 1e6));
  file.close();
  return frames.length;
}

/** TLS with much content, over the whole round. */
function downloads(round: Round, packets: number): void {
  const flows = 50;
  for (let flow = 0; flow < flows; flow++) {
    const { address, port } = round.client();
    const content = new Uint8Array(1400).fill(0x5a);
    content.set([0x17, 3, 3, (content.length - 5) >> 8, (content.length - 5) & 255]);
    const talk = modernTls('swcdn.apple.com');
    const rest = Math.max(1, Math.floor(packets / flows) - talk.length - 9);
    const exchange = [
      ...talk.slice(0, -2),
      ...Array.from({ length: rest }, () => ({ from: 'responder', bytes: content }) as const),
    ];
    const frames = tcpFlow({ originator: `${address}:${port}`, responder: `17.253.${flow}.203:443`, exchange });
    round.add(
      frames.map(({ bytes }) => bytes),
      0,
      1,
    );
  }
}

/** Short TLS flows, one of four by IPv6; TLS 1.3, but for one of five, whose certificate no public authority issued. */
function talks(round: Round, packets: number): void {
  for (let count = 0, sent = 0; sent < packets; count++) {
    const [host, four, six] = TLS_HOSTS[count % TLS_HOSTS.length];
    const version = count % 4 === 3 ? 6 : 4;
    const { address, port } = round.client(version);
    const ends =
      version === 4
        ? { originator: `${address}:${port}`, responder: `${four}:443` }
        : { originator: `[${address}]:${port}`, responder: `[${six}]:443` };
    const frames = tcpFlow({ ...ends, exchange: count % 5 === 4 ? SPOKEN.tls(host) : modernTls(host) });
    round.add(
      frames.map(({ bytes }) => bytes),
      spread(count) * 0.8,
      0.2,
    );
    sent += frames.length;
  }
}

/** A recorded handshake of TLS 1.3, behind a ClientHello for this host. */
function modernTls(host: string): readonly Said[] {
  const versions = extension(hex`002b`, hex`02 0304`);
  const hello = tlsRecord(0x16, handshake(1, clientHello({ extensions: [serverName(host), versions] })));
  return [{ from: 'originator', bytes: hello }, ...tls13.slice(1).map(([from, bytes]) => ({ from, bytes }))];
}

/** Voice and the like: long flows of UDP. */
function datagrams(round: Round, packets: number): void {
  const flows = 60;
  for (let flow = 0; flow < flows; flow++) {
    const { address, port } = round.client();
    const frames = Array.from({ length: Math.floor(packets / flows) }, (_, at) =>
      udp(address, port, `198.51.100.${flow + 1}`, 16_384, at % 2 === 1, new Uint8Array(172).fill(0x80)),
    );
    round.add(frames, 0, 1);
  }
}

function lookups(round: Round, packets: number): void {
  for (let count = 0; count < packets / 2; count++) {
    const [host, four] = TLS_HOSTS[count % TLS_HOSTS.length];
    const { address, port } = round.client();
    const questions = [question(host, 1)];
    const answers = [record(pointer(12), 1, Uint8Array.from(four.split('.'), Number))];
    const asked = dnsMessage({ id: count & 0xffff, questions });
    const answered = dnsMessage({ id: count & 0xffff, flags: RESPONSE, questions, answers });
    const frames = [
      udp(address, port, '10.20.255.53', 53, false, asked),
      udp(address, port, '10.20.255.53', 53, true, answered),
    ];
    round.add(frames, spread(count) * 0.9, 0.01);
  }
}

/** HTTP to where nothing is documented, and SSH. */
function strangers(round: Round, packets: number): void {
  for (let count = 0, sent = 0; sent < packets; count++) {
    const { address, port } = round.client();
    const [responder, exchange] =
      count % 2 === 0
        ? (['203.0.113.80:80', SPOKEN.http('intranet.example.com')] as const)
        : (['203.0.113.22:22', SPOKEN.ssh('203.0.113.22')] as const);
    const frames = tcpFlow({ originator: `${address}:${port}`, responder, exchange });
    round.add(
      frames.map(({ bytes }) => bytes),
      spread(count) * 0.8,
      0.1,
    );
    sent += frames.length;
  }
}

/** SYNs to APNs, which nobody answers, and a name that a device on the way resets. */
function blocked(round: Round, packets: number): void {
  for (let count = 0, sent = 0; sent < packets; count++) {
    const { address, port } = round.client();
    const frames = count % 2 === 0 ? unanswered(`${address}:${port}`) : refused(`${address}:${port}`);
    round.add(frames, spread(count) * 0.1, 0.8);
    sent += frames.length;
  }
}

function unanswered(originator: string): readonly Uint8Array[] {
  const [syn] = tcpFlow({ originator, responder: '17.57.144.84:5223' });
  return [syn.bytes, syn.bytes, syn.bytes];
}

function refused(originator: string): readonly Uint8Array[] {
  const [hello] = modernTls('mesu.apple.com');
  return tcpFlow({ originator, responder: '17.253.83.205:443', exchange: [hello], end: 'rst' }).map(
    ({ bytes }) => bytes,
  );
}

function udp(client: string, port: number, server: string, serverPort: number, back: boolean, payload: Uint8Array) {
  const [from, to] = back ? [server, client] : [client, server];
  const [sourcePort, destinationPort] = back ? [serverPort, port] : [port, serverPort];
  return packet().ethernet().ipv4({ from, to }).udp({ sourcePort, destinationPort }).payload(payload).bytes();
}

/** 0 to 1, evenly, in an order that jumps. */
function spread(count: number): number {
  return (count * 0.618_033_988_75) % 1;
}
