/** The command line: arguments -> command -> exit code. */
import { Command } from 'commander';
import { loadSite } from '../analyze/load-site.ts';
import { createCatalogue } from '../catalogue/match.ts';
import { ROWS } from '../catalogue/tables.ts';
import { RULES } from '../detect/rules.ts';
import { analyzeCommand } from './analyze-command.ts';
import type { AnalyzeOptions } from './analyze-options.ts';
import { catalogueCommand } from './catalogue-command.ts';
import { type ConfigChoice, configurationPath } from './configuration.ts';
import { type Effects, realEffects } from './effects.ts';
import { type EvidenceCommandOptions, evidenceCommand } from './evidence-command.ts';
import { EXIT, type ExitCode, exitCodeOf } from './exit-code.ts';
import { failureCode } from './failure-code.ts';
import type { InterfacesOptions } from './interfaces-command.ts';
import { type LiveOptions, liveArguments } from './live-options.ts';
import { PASSWORD_VARIABLE, type PushCertOptions } from './push-cert-options.ts';
import { colorOption, failOnOption, formatOption, withConfiguration, withDisplay, withJson } from './shared-options.ts';
import { asciiOnly, colorOf, screenReader, widthOf } from './terminal.ts';
import { TOOL } from './tool.ts';
import { writePieces } from './write-pieces.ts';

const EXAMPLES = `
Examples:
  jamscope office.pcapng                      what is wrong here, on the screen
  jamscope --no-tui captures/                 a folder as one capture, as text
  tcpdump -i en0 -U -w - | jamscope -         from a pipe, until tcpdump ends
  jamscope --format json -o out.json a.pcap   the whole report, for programs
  jamscope catalogue match 1-courier.push.apple.com:5223
  jamscope explain blocked/syn-unanswered     what a rule means and weighs
  jamscope live -i en0                        while traffic flows, see LIVE.md
  jamscope evidence a.pcap -o proof.pcapng    the frames that prove the findings

Exit codes (of several, the first in the order 130, 70, 2, 3, 1, 4):
  0    no finding at or above --fail-on
  1    there are such findings
  2    wrong usage, or a mistake in the site configuration
  3    an input could not be read (the others are reported all the same)
  4    an input was cut or corrupt (with --strict)
  70   a defect of jamscope
  130  interrupted`;

/** Columns of the help where there is no terminal. */
const HELP_WIDTH = 80;

/** Resolves with the exit code; never rejects. */
export async function main(parameters: readonly string[], effects: Effects): Promise<ExitCode> {
  let codes: ExitCode[] = [];
  const program = commandLine(effects, async (run) => {
    codes = await run;
  });
  if (parameters.length === 0) {
    program.outputHelp({ error: true });
    return EXIT.usage;
  }
  try {
    await program.parseAsync([...parameters], { from: 'user' });
  } catch (error) {
    codes = [failureCode(error, effects)];
  }
  return exitCodeOf(codes);
}

/** For bin/: runs with the process's own streams and sets its exit code. */
export async function start(): Promise<void> {
  const effects = realEffects();
  for (const stream of [effects.stdout, effects.stderr]) stream.on('error', ignoreHangUp);
  process.once('uncaughtExceptionMonitor', endAsDefect);
  process.exitCode = await main(process.argv.slice(2), effects);
}

/** Node itself ends with 1, which says that there are findings. It takes another code only when it exits. */
function endAsDefect(): void {
  process.once('exit', () => {
    process.exitCode = EXIT.defect;
  });
}

/** A reader that goes away early (`--help | head`) is no error, whoever writes. */
function ignoreHangUp(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

function commandLine(effects: Effects, run: (command: Promise<ExitCode[]>) => Promise<void>): Command {
  const analyze = (captures: string[], options: RawOptions) =>
    run(analyzeCommand(captures, optionsOf(options, effects), effects));
  const program = analyzeArguments(new Command(TOOL.name))
    .description(
      'Says which Jamf Pro and Apple device-management connections in a packet capture are blocked, inspected or misplaced.',
    )
    .usage(
      '[options] <capture...>\n       jamscope catalogue [list | show ID | match HOST[:PORT][/udp]]\n       jamscope evidence <capture...> -o OUT.pcapng [--finding F1,F3]\n       jamscope live [-i INTERFACE] [options] [-]\n       jamscope explain [RULE | FAMILY]\n       jamscope interfaces\n       jamscope push-cert FILE [--capture CAPTURE]',
    )
    .version(TOOL.version)
    .helpCommand(true)
    .enablePositionalOptions()
    .showHelpAfterError('(try jamscope --help)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => effects.stdout.write(text),
      writeErr: (text) => effects.stderr.write(text),
      // Commander's mistakes begin as all others do.
      outputError: (text, write) => write(text.replace(/^error: /, 'jamscope: ')),
      getOutHelpWidth: () => effects.stdout.columns ?? HELP_WIDTH,
      getErrHelpWidth: () => effects.stderr.columns ?? HELP_WIDTH,
    })
    .action(analyze);
  analyzeArguments(program.command('analyze'))
    .description(
      'reads captures, as jamscope does without this word; needed only for a capture that is named like a command',
    )
    .action(analyze);
  catalogueArguments(program.command('catalogue')).action((words: string[], _options: object, command: Command) =>
    run(catalogue(words, command.optsWithGlobals<CatalogueOptions>(), effects)),
  );
  evidenceArguments(program.command('evidence')).action((captures: string[], options: EvidenceCommandOptions) =>
    run(evidenceCommand(captures, { ...program.opts(), ...options }, effects)),
  );
  // What stands behind `explain` counts before what stands in front of it.
  explainArguments(program.command('explain')).action((words: string[], options: object) =>
    run(explain(words, { ...program.opts(), ...options }, effects)),
  );
  withJson(program.command('interfaces'))
    .description('what can be captured here: interfaces, their state, and which engine may capture on each')
    .action((options: InterfacesOptions) => run(interfaces(options, effects)));
  pushCertArguments(program.command('push-cert')).action((file: string, _options: object, command: Command) =>
    run(pushCert(file, command.optsWithGlobals<PushCertOptions>(), effects)),
  );
  liveArguments(program.command('live')).action((stream: string | undefined, options: LiveOptions) => {
    const before = program.opts<Pick<LiveOptions, 'tui'>>();
    return run(live(stream, { ...before, ...options, tui: before.tui && options.tui }, effects));
  });
  for (const command of program.commands) command.showHelpAfterError(`(try jamscope ${command.name()} --help)`);
  return program;
}

function catalogueArguments(command: Command): Command {
  command
    .description('the documented connections: list, show ID, match HOST[:PORT]')
    .argument('[arguments...]', 'list (default) | show ID | match HOST[:PORT] | match URL');
  return withConfiguration(withJson(command));
}

function explainArguments(command: Command): Command {
  command
    .description('what the rules mean: all, a family, or one with its evidence, its rivals and what to ask')
    .argument('[rule...]', 'a rule (blocked/syn-reset, or syn-reset) or a family (blocked); none lists all');
  return withJson(command).addOption(colorOption()).option('--ascii', 'ASCII only');
}

function evidenceArguments(command: Command): Command {
  command
    .description('writes the frames that prove the findings, with context and comments, as a pcapng for Wireshark')
    .argument('<capture...>', 'capture files or directories; they are read twice, so not standard input')
    .requiredOption('-o, --output <file>', 'the pcapng to write')
    .option('--finding <findings>', 'only of these: F1,F3, a rule or a family (default: all)', listOf)
    .option('--all-packets', 'every packet, with comments on those that prove something');
  return withConfiguration(command).option('-q, --quiet', 'no progress, and no word on what was written');
}

function pushCertArguments(command: Command): Command {
  command
    .description('a push certificate: topic, dates, issuer, and whether a capture shows it')
    .argument('<file>', 'PEM, DER or PKCS #12 (.p12); exit code 1 when it does not serve')
    .option('--capture <capture>', 'compare with what Jamf Pro presents to APNs there')
    .option('--password-file <file>', `password of a .p12; else it is taken from ${PASSWORD_VARIABLE}, or asked for`);
  return withJson(command);
}

function analyzeArguments(command: Command): Command {
  command
    .argument('<capture...>', 'capture files, directories, or - for standard input')
    .addOption(formatOption('print a report, also on a terminal'))
    .option('-o, --output <file>', 'write the report to a file')
    .addOption(failOnOption('error'))
    .option('--strict', 'exit code 4 when an input was cut or corrupt');
  return withDisplay(withConfiguration(command))
    .option(
      '-q, --quiet',
      'no progress, and no word on files that are no captures or on a configuration beside the capture',
    )
    .addHelpText('after', EXAMPLES);
}

/** Comma-separated words; the option may be repeated. */
function listOf(words: string, before: readonly string[] = []): string[] {
  return [...before, ...words.split(',').map((word) => word.trim())].filter((word) => word !== '');
}

/** What commander makes of the words: a switch that was not given has no member. */
type Switch = 'allFlows' | 'strict' | 'color' | 'ascii' | 'quiet';
type RawOptions = Omit<AnalyzeOptions, Switch> & { readonly [Name in Switch]?: AnalyzeOptions[Name] };

function optionsOf(options: RawOptions, effects: Effects): AnalyzeOptions {
  return {
    allFlows: false,
    strict: false,
    quiet: false,
    color: 'auto',
    ascii: asciiOnly(effects.env),
    ...(screenReader(effects.env) ? { plain: true } : {}),
    ...options,
  };
}

interface CatalogueOptions {
  readonly json?: boolean;
  readonly config?: ConfigChoice;
}

async function catalogue(
  words: readonly string[],
  { json = false, config }: CatalogueOptions,
  effects: Effects,
): Promise<ExitCode[]> {
  const { site, rows } = await loadSite(configurationPath(config), { rows: ROWS, rules: Object.keys(RULES) });
  const { exitCode, output, error } = catalogueCommand(words, { json }, createCatalogue(site, rows));
  await writePieces(effects.stdout, [output]);
  effects.stderr.write(error);
  return [exitCode];
}

/** Loaded when it is asked for, as few do. */
async function pushCert(file: string, options: PushCertOptions, effects: Effects): Promise<ExitCode[]> {
  const { pushCertCommand } = await import('./push-cert-command.ts');
  return [...(await pushCertCommand(file, options, effects))];
}

/** Loaded when it is asked for. */
async function interfaces(options: InterfacesOptions, { stdout }: Effects): Promise<ExitCode[]> {
  const { interfacesCommand } = await import('./interfaces-command.ts');
  const { exitCode, output } = await interfacesCommand(options);
  await writePieces(stdout, [output]);
  return [exitCode];
}

/** Loaded when it is asked for: who reads files needs none of it. */
async function live(stream: string | undefined, options: LiveOptions, effects: Effects): Promise<ExitCode[]> {
  const { liveCommand } = await import('./live-command.ts');
  return [...(await liveCommand(stream, options, effects))];
}

interface ExplainChoices extends Partial<Pick<AnalyzeOptions, 'color' | 'ascii'>> {
  readonly json?: boolean;
}

/** Loaded when it is asked for, as the text report is. */
async function explain(
  words: readonly string[],
  { json = false, color = 'auto', ascii = false }: ExplainChoices,
  { stdout, stderr, env }: Effects,
): Promise<ExitCode[]> {
  const { explainCommand } = await import('./explain-command.ts');
  const page = { color: colorOf(color, stdout, env), width: widthOf(stdout), ascii: ascii || asciiOnly(env) };
  const { exitCode, output, error } = explainCommand(words, { json, ...page });
  await writePieces(stdout, [output]);
  stderr.write(error);
  return [exitCode];
}
