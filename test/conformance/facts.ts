/** What is compared: for each aspect of a capture the lines that a program says of it, in one form for both programs. */

export const ASPECTS = [
  'packets',
  'flows',
  'flow packets',
  'protocols',
  'server names',
  'ALPN offered',
  'TLS versions',
  'certificates',
  'alerts',
  'DNS answers',
  'HTTP hosts',
  'JA3',
  'JA4',
] as const;

export type Aspect = (typeof ASPECTS)[number];

/** Lines such as `tcp 192.0.2.1:443 192.0.2.9:50000 www.example.com`, each once. */
export class Facts {
  readonly #lines = new Map<Aspect, Set<string>>(ASPECTS.map((aspect) => [aspect, new Set()]));

  add(aspect: Aspect, line: string): void {
    this.#lines.get(aspect)!.add(line);
  }

  of(aspect: Aspect): ReadonlySet<string> {
    return this.#lines.get(aspect)!;
  }
}

export interface Difference {
  readonly aspect: Aspect;
  /** Who says it, alone. */
  readonly by: 'jamscope' | 'tshark';
  readonly line: string;
}

/** The lines of one aspect that only one of the two says. */
export function differencesOf(aspect: Aspect, jamscope: Facts, tshark: Facts): Difference[] {
  const ours = jamscope.of(aspect);
  const theirs = tshark.of(aspect);
  const alone = (by: Difference['by'], lines: ReadonlySet<string>, others: ReadonlySet<string>) =>
    [...lines].filter((line) => !others.has(line)).map((line) => ({ aspect, by, line }));
  return [...alone('jamscope', ours, theirs), ...alone('tshark', theirs, ours)];
}

export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** A flow whoever opened it: the ends in a fixed order. */
export function flowLine(transport: 'tcp' | 'udp', one: Endpoint, other: Endpoint): string {
  return [transport, ...[endpointLine(one), endpointLine(other)].sort()].join(' ');
}

export function endpointLine({ address, port }: Endpoint): string {
  return `${address}:${port}`;
}
