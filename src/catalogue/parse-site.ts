/**
 * The site configuration and its packs -> what the site declares and the rows in force, or everything that is wrong. This is the one
 * way to all that needs the schema library: it is a bundle of its own.
 */
import { type CheckedText, checkText, checkValue, type Problems } from './configuration-text.ts';
import { type ParsedPack, parsePack } from './endpoint-pack.ts';
import { hostName } from './host-trie.ts';
import { parseJetList } from './jet-list.ts';
import type { JsonPath } from './json-text.ts';
import { meantText } from './schema-mistakes.ts';
import type { ScreenSettings } from './screen-settings.ts';
import type { ServiceRow } from './service-row.ts';
import type { Site, SiteException, SiteHost } from './site.ts';
import { SITE_ROLES } from './site-roles.ts';
import { type SiteConfiguration, siteConfiguration } from './site-schema.ts';

/** What the names in a configuration may stand for. */
export interface KnownNames {
  readonly rules: readonly string[];
  readonly rows: readonly ServiceRow[];
}

/** `path` names the file in reasons and problems; without it a program hands the configuration over. */
export type SiteText =
  | { readonly path: string; readonly text: string }
  | { readonly path?: undefined; readonly value: SiteConfiguration };

/** The file of a pack, as the configuration names it: its path for problems, and its text, or why it cannot be read. */
export interface PackText {
  readonly path: string;
  readonly text?: string;
  readonly refusal?: string;
}

export interface ParsedSite {
  readonly site: Site;
  /** Those that were known, then those of the packs. */
  readonly rows: readonly ServiceRow[];
}

type Problem = CheckedText<unknown>['problem'];

export async function parseSite(
  source: SiteText,
  known: KnownNames,
  readPack: (name: string) => Promise<PackText>,
): Promise<ParsedSite | Problems> {
  const checked =
    source.path === undefined
      ? checkValue(siteConfiguration, source.value, 'config')
      : checkText(siteConfiguration, source.text, source.path);
  if ('problems' in checked) return checked;
  const { data, problem } = checked;
  const packs = await Promise.all((data.packs ?? []).map(readPack));
  const { rows, problems } = rowsOf(packs, known.rows, problem);
  const all = [...problems, ...unknownNames(data, { ...known, rows }, problem)];
  return all.length > 0 ? { problems: all } : { site: siteOf(data, source.path, packs), rows };
}

/** What the screen holds against the settings of its keys: where among these, and why. */
export type KeyCheck = (keys: NonNullable<ScreenSettings['keys']>) => readonly KeyFault[];
interface KeyFault {
  readonly path: JsonPath;
  readonly text: string;
}

/** What the configuration says of the screen. The engine needs none of it: it is read apart. */
export function parseScreenSettings(path: string, text: string, check: KeyCheck): ScreenSettings | Problems {
  const checked = checkText(siteConfiguration, text, path);
  if ('problems' in checked) return checked;
  const { ui = {} } = checked.data;
  const faults = ui.keys === undefined ? [] : check(ui.keys);
  if (faults.length === 0) return ui;
  return { problems: faults.map((fault) => checked.problem(['ui', 'keys', ...fault.path], fault.text)) };
}

function siteOf(configuration: SiteConfiguration, path: string | undefined, packs: readonly PackText[]): Site {
  const { hosting, severity, exceptions } = configuration;
  return {
    ...(path === undefined ? {} : { path }),
    hosts: SITE_ROLES.flatMap(({ key, role }) =>
      (configuration[key] ?? []).map((entry, index): SiteHost => {
        const { host, ports } = typeof entry === 'string' ? { host: entry } : entry;
        return { role, host: hostName(host), key: `${key}[${index}]`, ...(ports === undefined ? {} : { ports }) };
      }),
    ),
    ...(hosting === undefined ? {} : { hosting }),
    ...(packs.length === 0 ? {} : { packs: packs.map((pack) => pack.path) }),
    ...(severity === undefined ? {} : { severity }),
    ...(exceptions === undefined ? {} : { exceptions: exceptions as readonly SiteException[] }),
  };
}

function rowsOf(packs: readonly PackText[], known: readonly ServiceRow[], problem: Problem) {
  const rows = [...known];
  const problems = packs.flatMap(({ path, text, refusal = 'is empty' }, index) => {
    if (text === undefined) return [problem(['packs', index], `${path} ${refusal}`)];
    // JSON by the name's end; everything else is a list of JET, whose sample has none.
    const pack = /\.json$/i.test(path) ? parsePack(text, path) : parseJetList(text, path);
    return 'problems' in pack ? pack.problems : addRows(pack, rows);
  });
  return { rows, problems };
}

/** Adds those rows whose names are new; a line for each that is not. */
function addRows(pack: ParsedPack, rows: ServiceRow[]): string[] {
  return pack.rows.flatMap((row, index) => {
    const taken = rows.find(({ id, ref }) => id === row.id || ref === row.ref);
    if (taken === undefined) rows.push(row);
    const name = taken?.id === row.id ? row.id : row.ref;
    const owner = `${taken?.title} (${taken?.source.title})`;
    return taken === undefined ? [] : [pack.idProblem(index, `"${name}" is taken by: ${owner}`)];
  });
}

function unknownNames(
  { severity = {}, exceptions = [] }: SiteConfiguration,
  { rules, rows }: KnownNames,
  problem: Problem,
): string[] {
  const ids = rows.map(({ id }) => id);
  const rule = (path: JsonPath, name: string) =>
    rules.includes(name)
      ? []
      : [problem(path, `no rule is called "${name}"${meantText(name, rules) || '. `jamscope explain` lists them'}`)];
  const service = (path: JsonPath, name: string | undefined) =>
    name === undefined || rows.some(({ id, ref }) => id === name || ref === name)
      ? []
      : [
          problem(
            path,
            `no documented connection is called "${name}"${meantText(name, ids) || '. jamscope catalogue list shows them'}`,
          ),
        ];
  return [
    ...Object.keys(severity).flatMap((name) => rule(['severity', name], name)),
    ...exceptions.flatMap((exception, index) => [
      ...rule(['exceptions', index, 'rule'], exception.rule),
      ...service(['exceptions', index, 'service'], exception.service),
    ]),
  ];
}
