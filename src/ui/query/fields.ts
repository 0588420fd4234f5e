/** The fields of the filter as a table: it feeds the filter itself, its completion, the help overlay and README.md. */
import { nearWord } from '../../catalogue/near-word.ts';
import { PROTOCOL_NAMES } from '../../catalogue/service-row.ts';
import { FLOW_VERDICTS } from '../../classify/vocabulary.ts';
import type { FlowRow } from '../../engine/snapshot.ts';
import { CONN_STATES } from '../../wording/conn-state-text.ts';
import { addressTest } from './address-test.ts';
import { type AmountTest, amountTest } from './amount-test.ts';
import { findingNames, findingTest } from './finding-test.ts';
import type { FilterSubject, RowTest } from './row-test.ts';
import type { SeenValues } from './seen-values.ts';
import { serviceNames, serviceTest } from './service-test.ts';
import { beginningTest, meantOf, partTest, remembering } from './text-tests.ts';

export interface Field {
  readonly name: string;
  /** What it compares, for README and help. */
  readonly help: string;
  /** Values as they are typed. */
  readonly examples: readonly string[];
  /** Undefined where nothing can be meant by the value. */
  test(value: string, subject: FilterSubject): RowTest | undefined;
  /** For completion, the likeliest first. */
  candidates(seen: SeenValues, subject: FilterSubject): readonly string[];
}

/** In the order of the help and of completion: the most useful first. */
export const FIELDS: readonly Field[] = [
  {
    name: 'verdict',
    help: 'what became of the flow',
    examples: ['blocked', 'blocked,rejected'],
    test: (value) => oneOf(value, FLOW_VERDICTS, ({ verdict }) => verdict),
    candidates: ({ verdicts }) => seenOnly(VERDICTS, verdicts),
  },
  {
    name: 'host',
    help: "the server's name, or the address of either end",
    examples: ['*.push.apple.com', 'courier'],
    test: hostTest,
    candidates: ({ hosts }) => hosts,
  },
  {
    name: 'port',
    help: "the server's port",
    examples: ['443,5223', '1024-2048', '>1023'],
    test: (value) => portTest(value),
    candidates: ({ ports }) => ports,
  },
  {
    name: 'service',
    help: 'a documented connection: id, number, group or words of its title',
    examples: ['S22', 'apns', '"software update"'],
    test: serviceTest,
    candidates: (_, { services }) => serviceNames(services),
  },
  {
    name: 'process',
    help: 'the process, where the capture names it, or its beginning',
    examples: ['apsd', 'mdm*'],
    test: processTest,
    candidates: ({ processes }) => processes,
  },
  {
    name: 'protocol',
    help: 'the protocol, as its column says',
    examples: ['tls', 'http*', 'dns,quic'],
    test: protocolTest,
    candidates: ({ protocols }) => (protocols.length > 0 ? protocols : PROTOCOL_NAMES),
  },
  {
    name: 'finding',
    help: 'a finding: id, rule, family or severity',
    examples: ['F3', 'blocked/*', 'error'],
    test: findingTest,
    candidates: (_, { findings }) => findingNames(findings),
  },
  {
    name: 'address',
    help: 'the address of either end',
    examples: ['17.0.0.0/8', '10.20.0.15'],
    test: (value) => eitherEnd(addressTest(value)),
    candidates: ({ servers, clients }) => [...servers, ...clients].filter((text) => addressTest(text) !== undefined),
  },
  {
    name: 'client',
    help: 'the address that opened the flow',
    examples: ['10.20.0.15', '10.20.*'],
    test: clientTest,
    candidates: ({ clients }) => clients,
  },
  {
    name: 'server',
    help: 'the name or address that it was opened to',
    examples: ['gdmf.apple.com', '17.57.*'],
    test: serverTest,
    candidates: ({ servers }) => servers,
  },
  {
    name: 'state',
    help: "the state, as Zeek's conn_state names it",
    examples: ['S0', 'RST*'],
    test: (value) => oneOf(value, CONN_STATES, ({ connState }) => connState),
    candidates: ({ states }) => (states.length > 0 ? states : CONN_STATES),
  },
  {
    name: 'transport',
    help: 'TCP or UDP',
    examples: ['udp'],
    test: (value) => oneOf(value, TRANSPORTS, ({ transport }) => transport),
    candidates: () => TRANSPORTS,
  },
  {
    name: 'open',
    help: 'whether the flow is still open',
    examples: ['yes', 'no'],
    test: (value) => oneOf(value, YES_OR_NO, ({ open }) => (open ? 'yes' : 'no')),
    candidates: () => YES_OR_NO,
  },
  {
    name: 'packets',
    help: 'how many packets, both ways',
    examples: ['1', '>1000'],
    test: (value) => amountOf(amountTest(value), ({ packets }) => packets),
    candidates: () => [],
  },
  {
    name: 'bytes',
    help: 'how much payload, both ways',
    examples: ['>1M', '0', '10k-200k'],
    test: (value) => amountOf(amountTest(value), ({ bytes }) => bytes),
    candidates: () => [],
  },
];

/** How terms are written, for README and help. */
export const GRAMMAR: readonly { readonly write: string; readonly means: string }[] = [
  {
    write: 'apns 5223',
    means:
      'words, all of which the flow must have: in a name, an address, a service; as the beginning of verdict, port, process',
  },
  { write: 'field:value', means: 'what one field must be' },
  { write: 'a,b', means: 'either' },
  { write: '-term', means: 'not so' },
  { write: '*', means: 'any characters: then the value is the whole, not a part' },
  { write: '"a b"', means: 'a word or value with spaces or commas' },
];

/** `the server's port: 443,5223 or 1024-2048 or >1023`. */
export function fieldText({ help, examples }: Field): string {
  return `${help}: ${examples.join(' or ')}`;
}

/** Before anything is seen, all. */
function seenOnly(all: readonly string[], seen: readonly string[]): readonly string[] {
  return seen.length > 0 ? all.filter((name) => seen.includes(name)) : all;
}

/** Worst first. */
const VERDICTS = ['blocked', 'intercepted', 'rejected', 'misplaced', 'undecided', 'ok', 'unrelated'] as const;
const TRANSPORTS = ['tcp', 'udp'];
const YES_OR_NO = ['yes', 'no'];
const MAX_PORT = 0xffff;

function oneOf(value: string, names: readonly string[], of: (row: FlowRow) => string): RowTest | undefined {
  const [first, ...others] = meantOf(value, names);
  if (first === undefined) return undefined;
  const more = new Set(others);
  return (row) => of(row) === first || (more.size > 0 && more.has(of(row)));
}

function amountOf(test: AmountTest | undefined, of: (row: FlowRow) => number): RowTest | undefined {
  return test && ((row) => test(of(row)));
}

function portTest(value: string): RowTest | undefined {
  const numbers = value.match(/\d+/g) ?? [];
  const isPort = /^[\d<>=-]+$/.test(value) && numbers.every((text) => Number(text) <= MAX_PORT);
  return isPort ? amountOf(amountTest(value), ({ responderPort }) => responderPort) : undefined;
}

function eitherEnd(test: ((address: string) => boolean) | undefined): RowTest | undefined {
  return test && ((row) => test(row.responderAddress) || test(row.originatorAddress));
}

function hostTest(value: string): RowTest | undefined {
  const ofAddress = eitherEnd(addressTest(value));
  const ofName = nameTest(value);
  if (ofName === undefined) return ofAddress;
  return ofAddress === undefined ? ofName : (row) => ofName(row) || ofAddress(row);
}

function clientTest(value: string): RowTest | undefined {
  const test = addressTest(value);
  return test && ((row) => test(row.originatorAddress));
}

function serverTest(value: string): RowTest | undefined {
  const ofAddress = addressTest(value);
  const ofName = nameTest(value);
  if (ofName === undefined) return ofAddress && ((row) => ofAddress(row.responderAddress));
  return ofAddress === undefined ? ofName : (row) => ofName(row) || ofAddress(row.responderAddress);
}

/** Undefined for what only a block of addresses is written with. */
function nameTest(value: string): RowTest | undefined {
  if (value.includes('/')) return undefined;
  const test = remembering(partTest(value));
  return ({ serverName }) => serverName !== undefined && test(serverName);
}

/** Where no protocol was recognised, the column names the transport. */
const COLUMN_PROTOCOLS = [...PROTOCOL_NAMES, ...TRANSPORTS];

/** A name that the tables lack may be that of a plug-in's protocol, unless it is nearly one of theirs. */
function protocolTest(value: string): RowTest | undefined {
  const meant = meantOf(value, COLUMN_PROTOCOLS);
  if (meant.length === 0 && nearWord(value, COLUMN_PROTOCOLS) !== undefined) return undefined;
  const names = new Set(meant.length === 0 ? [value] : meant);
  return ({ protocol, transport }) => names.has(protocol) || (protocol === 'unknown' && names.has(transport));
}

function processTest(value: string): RowTest {
  const test = remembering(beginningTest(value));
  return ({ process }) => process !== undefined && test(process);
}
