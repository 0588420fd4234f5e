/** The options of `jamscope live`, and what is wrong with them, alone or together. What only the system knows, `live-checks.ts` asks. */
import { dirname, resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { ENGINES } from '../source/live/live-source.ts';
import { bytesOf, countFrom, durationOf } from './amounts.ts';
import type { FailOn } from './analyze-options.ts';
import { isLocal, type MetricsPlace, metricsPlace } from './metrics-place.ts';
import type { Format } from './report-pieces.ts';
import { failOnOption, formatOption, withConfiguration, withDisplay } from './shared-options.ts';
import { wantedFinding } from './until-finding.ts';

export interface LiveOptions {
  readonly interface?: readonly string[];
  readonly filter?: string;
  readonly onlyJamf?: boolean;
  readonly engine?: (typeof ENGINES)[number];
  /** Bytes of a packet that are kept. */
  readonly snaplen?: number;
  readonly promiscuous: boolean;
  readonly watch?: string;
  /** ms. */
  readonly duration?: number;
  /** A rule, a family, or `any`. */
  readonly untilFinding?: string;
  readonly write?: string;
  /** Bytes, and ms. */
  readonly rotateSize?: number;
  readonly rotateTime?: number;
  readonly ring?: number;
  readonly onFinding?: string;
  readonly metrics?: MetricsPlace;
  readonly metricsAnywhere?: boolean;
  readonly format?: Format;
  readonly output?: string;
  readonly failOn?: FailOn;
  readonly config?: string | false;
  readonly allFlows?: boolean;
  readonly tui: boolean;
  readonly color?: 'auto' | 'always' | 'never';
  readonly ascii?: boolean;
  readonly plain?: boolean;
  readonly quiet?: boolean;
}

const EXAMPLES = `
Examples:
  jamscope live                                  the default interface, on the screen
  jamscope live -i en0 -f 'not port 22'          another one, without some traffic
  ssh server tcpdump -U -w - | jamscope live -   what another machine captures
  jamscope live -i eth0 --format ndjson -o /var/log/jamscope.ndjson
  jamscope live --until-finding blocked --duration 1h --format text
  jamscope live -w office.pcapng --rotate-size 100M --ring 10
  jamscope live --on-finding evidence/           the minutes around each finding

SIGINT and SIGTERM end it in order, SIGUSR1 prints how everything stands, SIGHUP opens the file of -o anew. LIVE.md has the rest.`;

/** `jamscope live …`: options are checked one by one; those that do not go together are found by `conflict`. */
export function liveArguments(command: Command): Command {
  command
    .description('captures and judges while traffic flows, for days; without a terminal it prints NDJSON')
    .argument('[stream]', '- for a capture on standard input, or the path of a FIFO')
    .option('-i, --interface <name>', 'capture here (repeatable; default: the interface of the default route)', listed)
    .option('-f, --filter <bpf>', "capture filter of libpcap, such as 'tcp port 443'")
    .option('--only-jamf', 'capture only what concerns documented connections')
    .addOption(new Option('--engine <name>', 'capture with this (default: the best that may)').choices(ENGINES))
    .option('-s, --snaplen <bytes>', 'keep only so much of each packet', countFrom(64))
    .option('-p, --no-promiscuous', 'only what is meant for this machine')
    .option('--watch <folder>', 'read the captures that another program writes and rotates there')
    .option('--duration <time>', 'end after 30s, 10m, 2h or 3d', durationOf)
    .option('--until-finding <rule>', 'end with exit code 1 at such a finding: a rule, a family, or any', wantedFinding)
    .option('-w, --write <file>', 'record as pcapng')
    .option('--rotate-size <bytes>', 'begin another file at 100M, 1G', bytesOf)
    .option('--rotate-time <time>', 'begin another file after 10m, 1h', durationOf)
    .option('--ring <files>', 'keep only so many files', countFrom(2))
    .option('--on-finding <folder>', 'save the minutes around each finding there, as annotated evidence')
    .option(
      '--metrics <where>',
      'Prometheus metrics: at 127.0.0.1:9464, or in a file such as /var/lib/x.prom',
      metricsPlace,
    )
    .option('--metrics-anywhere', 'accept an address that is not a loopback for --metrics')
    .addOption(formatOption('in place of the screen (default without a terminal: ndjson)'))
    .option('-o, --output <file>', 'write there; lines of NDJSON are appended')
    .addOption(failOnOption('error; none for the screen'));
  return withDisplay(withConfiguration(command))
    .option('-q, --quiet', 'no word on engine and interface, nor on why it ended')
    .addHelpText('after', EXAMPLES);
}

function listed(name: string, before: readonly string[] = []): string[] {
  if (name === '') throw new InvalidArgumentError('Name an interface: jamscope interfaces lists them.');
  return [...before, name];
}

type Conflict = readonly [says: string, advice: string];

/** What cannot be asked for at the same time, and what to do; undefined when all goes together. */
export function conflict(stream: string | undefined, options: LiveOptions): Conflict | undefined {
  if (options.duration !== undefined && options.duration > MAX_DURATION)
    return ['--duration is too long', 'Leave it out for a capture without an end.'];
  return inputConflict(stream, options) ?? recordingConflict(options) ?? placeConflict(options);
}

function inputConflict(stream: string | undefined, options: LiveOptions): Conflict | undefined {
  const places = [stream, options.interface, options.watch].filter((place) => place !== undefined);
  if (places.length > 1) return ['a stream, -i and --watch do not go together', 'Name one of them.'];
  if (options.interface === undefined && (stream ?? options.watch) !== undefined) {
    if (options.onlyJamf || options.filter !== undefined)
      return ['a filter needs an interface', 'Give it to the program that captures.'];
    if (options.engine !== undefined) return ['an engine needs an interface', 'Leave out --engine.'];
  }
  if (options.onlyJamf && options.filter !== undefined)
    return ['-f and --only-jamf both say what to capture', 'Take one of them.'];
  return undefined;
}

function recordingConflict({ write, rotateSize, rotateTime, ring }: LiveOptions): Conflict | undefined {
  if (write === undefined && (rotateSize ?? rotateTime ?? ring) !== undefined)
    return ['there is no file to rotate', 'Add -w FILE.'];
  if (write === '-') return ['nothing is recorded to standard output', 'Name a file.'];
  if (write === '') return ['-w needs the name of a file', 'Such as office.pcapng.'];
  return undefined;
}

function placeConflict({
  write,
  output,
  metrics,
  metricsAnywhere,
  watch,
  onFinding,
}: LiveOptions): Conflict | undefined {
  if (metrics !== undefined && !metricsAnywhere && !isLocal(metrics))
    return ['the address of --metrics can be reached by others', 'Take 127.0.0.1, or add --metrics-anywhere.'];
  const file = metrics !== undefined && 'file' in metrics ? metrics.file : undefined;
  const paths = [write, output, file].filter((path) => path !== undefined).map((path) => resolve(path));
  if (new Set(paths).size < paths.length) return ['-w, -o and --metrics name the same file', 'Name one for each.'];
  if (watch === undefined) return undefined;
  const ours = [
    ...(write === undefined ? [] : [dirname(resolve(write))]),
    ...(onFinding === undefined ? [] : [resolve(onFinding)]),
  ];
  if (ours.includes(resolve(watch)))
    return ['what is recorded in a watched folder would be read again', 'Name another folder for it.'];
  return undefined;
}

/** ms: ten years. */
const MAX_DURATION = 3650 * 86_400_000;
