/** Names of ICMP errors (RFC 792, 1122, 1812) and ICMPv6 errors (RFC 4443, 7112, 8883), from the IANA registries. */

type Codes = readonly (string | undefined)[];

interface IcmpType {
  readonly name: string;
  readonly codes: Codes;
}

const UNREACHABLE_V4: Codes = [
  'network unreachable',
  'host unreachable',
  'protocol unreachable',
  'port unreachable',
  'fragmentation needed',
  'source route failed',
  'destination network unknown',
  'destination host unknown',
  'source host isolated',
  'network administratively prohibited',
  'host administratively prohibited',
  'network unreachable for type of service',
  'host unreachable for type of service',
  'communication administratively prohibited',
  'host precedence violation',
  'precedence cutoff in effect',
];

const UNREACHABLE_V6: Codes = [
  'no route to destination',
  'communication administratively prohibited',
  'beyond scope of source address',
  'address unreachable',
  'port unreachable',
  'source address failed ingress/egress policy',
  'reject route to destination',
  'error in source routing header',
  'headers too long',
];

const TIME_EXCEEDED: Codes = ['hop limit exceeded in transit', 'fragment reassembly time exceeded'];

const TYPES: Readonly<Record<4 | 6, Readonly<Record<number, IcmpType>>>> = {
  4: {
    3: { name: 'destination unreachable', codes: UNREACHABLE_V4 },
    5: {
      name: 'redirect',
      codes: ['redirect for network', 'redirect for host'],
    },
    11: { name: 'time exceeded', codes: TIME_EXCEEDED },
    12: { name: 'parameter problem', codes: [undefined, 'required option missing', 'bad length'] },
  },
  6: {
    1: { name: 'destination unreachable', codes: UNREACHABLE_V6 },
    2: { name: 'packet too big', codes: ['packet too big'] },
    3: { name: 'time exceeded', codes: TIME_EXCEEDED },
    4: {
      name: 'parameter problem',
      codes: ['erroneous header field', 'unrecognized next header', 'unrecognized IPv6 option'],
    },
  },
};

/** `communication administratively prohibited`; of an unknown code the type and number. */
export function icmpName(version: 4 | 6, type: number, code: number): string {
  const known = TYPES[version][type];
  if (!known) return `type ${type} code ${code}`;
  return known.codes[code] ?? `${known.name}, code ${code}`;
}

/** Codes by which a filter or a policy route declares itself (RFC 1812 5.2.7.1; RFC 4443 3.1). */
export function isAdministrativelyProhibited(version: 4 | 6, type: number, code: number): boolean {
  return version === 4 ? type === 3 && PROHIBITED_V4.includes(code) : type === 1 && PROHIBITED_V6.includes(code);
}

/** Codes by which a router or host says that there is no way, nobody or nothing there, whatever the reason (RFC 792; RFC 1122 3.2.2.1; RFC 4443 3.1). */
export function isUnreachable(version: 4 | 6, type: number, code: number): boolean {
  return version === 4 ? type === 3 && UNREACHED_V4.includes(code) : type === 1 && UNREACHED_V6.includes(code);
}

const UNREACHED_V4: readonly number[] = [0, 1, 2, 3, 6, 7, 8, 11, 12];
const UNREACHED_V6: readonly number[] = [0, 2, 3, 4];
const PROHIBITED_V4: readonly number[] = [9, 10, 13];
const PROHIBITED_V6: readonly number[] = [1, 5, 6];
