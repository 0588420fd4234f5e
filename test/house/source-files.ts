/** The files of src/ as text, with what they import: read here once for all house tests, by eye for statements, as TypeScript 7 has no API. */
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

export const ROOT = new URL('../../', import.meta.url).pathname;

const STATEMENT = /^(?:import|export)\s+(type\s+)?(?:[\w*{][^;'"]*?\sfrom\s+)?'([^']+)'/gm;

const DYNAMIC = /\bimport\(\s*'([^']+)'/g;
const LITERALS = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*|`(?:\\.|[^`\\])*`|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/gm;
export interface Import {
  /** As written. */
  readonly specifier: string;
  /** Path from the root of the file that it leads to, such as `src/wire/dns.ts`; undefined for packages. */
  readonly target: string | undefined;
  /** `type` is erased by the compiler, also in `export type … from`. */
  readonly kind: 'value' | 'type' | 'dynamic';
}

export interface SourceFile {
  /** Path from the root, such as `src/wire/dns.ts`. */
  readonly path: string;
  /** The folder below src/, or the file's own name at its top. */
  readonly room: string;
  readonly text: string;
  /** The text without comments, and with empty strings for strings. Templates stay, as they hold code. */
  readonly code: string;
  readonly imports: readonly Import[];
}

/** Paths from the root, sorted. */
export function filesBelow(folder: string): string[] {
  return readdirSync(ROOT + folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath.slice(ROOT.length)}/${entry.name}`)
    .sort();
}

function read(path: string): SourceFile {
  const text = readFileSync(ROOT + path, 'utf8');
  const [, room] = path.split('/');
  return { path, room: room.replace(/\.ts$/, ''), text, code: codeOf(text), imports: importsOf(path, text) };
}

function importsOf(path: string, text: string): Import[] {
  const withoutComments = text.replace(/\/\*[\s\S]*?\*\//g, '');
  const target = (specifier: string) =>
    specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : undefined;
  return [
    ...[...withoutComments.matchAll(STATEMENT)].map(([, type, specifier]) => ({
      specifier,
      target: target(specifier),
      kind: type === undefined ? ('value' as const) : ('type' as const),
    })),
    ...[...withoutComments.matchAll(DYNAMIC)].map(([, specifier]) => ({
      specifier,
      target: target(specifier),
      kind: 'dynamic' as const,
    })),
  ];
}

function codeOf(text: string): string {
  return text.replace(LITERALS, (literal) => {
    if (literal.startsWith('`')) return literal;
    return literal.startsWith('/') ? literal.replace(/[^\n]/g, ' ') : "''";
  });
}

/** TypeScript and AssemblyScript; declarations (`.d.ts`) are of what is elsewhere. */
export const SOURCES: readonly SourceFile[] = filesBelow('src')
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
  .map(read);
