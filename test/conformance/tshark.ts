/** Runs tshark over a capture. Its JSON tells nested headers and repeated fields apart, which its columns do not. */
import { execFile, execFileSync } from 'node:child_process';

/** A subtree: field or header name -> text, subtree, or a list of both where it repeats. */
export interface Tree {
  readonly [name: string]: TreeValue;
}
export type TreeValue = string | Tree | readonly (string | Tree)[];

const OPTIONS = ['-n', '-o', 'tcp.reassemble_out_of_order:TRUE', '-T', 'json', '--no-duplicate-keys'];
/** Headers of which the fields are wanted; of others only the name is printed. */
const HEADERS = 'frame ip ipv6 tcp udp tls quic dns mdns llmnr http';
const MAX_OUTPUT = 500 * 1024 * 1024;

/** The first line of `tshark --version`; undefined when there is no tshark. */
export function tsharkVersion(): string | undefined {
  try {
    const output = execFileSync('tshark', ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return output.slice(0, output.indexOf('\n'));
  } catch {
    return undefined;
  }
}

/** Whether this version has the field. */
export function tsharkKnows(field: string): boolean {
  const output = execFileSync('tshark', ['-G', 'fields'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: MAX_OUTPUT,
  });
  return output.includes(`\t${field}\t`);
}

/** The layers of every frame. */
export function tsharkFrames(path: string): Promise<Tree[]> {
  return new Promise((resolve, reject) => {
    execFile('tshark', ['-r', path, ...OPTIONS, '-J', HEADERS], { maxBuffer: MAX_OUTPUT }, (error, output) => {
      // Of a cut file tshark prints what it read, complains, and exits with 2.
      if (error !== null && (error.code !== 2 || output === '')) reject(error);
      else resolve((JSON.parse(output) as Packet[]).map((packet) => packet._source.layers));
    });
  });
}

interface Packet {
  readonly _source: { readonly layers: Tree };
}

/** Every value of the field, at any depth, in order. */
export function* fieldsIn(value: TreeValue | undefined, name: string): Iterable<string> {
  for (const found of valuesIn(value, name)) if (typeof found === 'string') yield found;
}

/** Every subtree of the name, at any depth, in order; not within one another. */
export function* treesIn(value: TreeValue | undefined, name: string): Iterable<Tree> {
  for (const found of valuesIn(value, name)) if (typeof found !== 'string') yield found;
}

function* valuesIn(value: TreeValue | undefined, name: string): Iterable<string | Tree> {
  if (typeof value !== 'object') return;
  if (isList(value)) {
    for (const item of value) yield* valuesIn(item, name);
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    if (key !== name) yield* valuesIn(member, name);
    else if (isList(member)) yield* member;
    else yield member;
  }
}

function isList(value: TreeValue): value is readonly (string | Tree)[] {
  return Array.isArray(value);
}
