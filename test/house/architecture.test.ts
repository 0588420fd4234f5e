/** Rooms import strictly downward. The table is the one of ARCHITECTURE.md; what is not in it is not allowed. */
import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/detect/rules.ts';
import { type Import, SOURCES, type SourceFile } from './source-files.ts';

type Allowed = Readonly<Record<string, 'value' | 'type'>>;

const BYTES: Allowed = { bytes: 'value' };
const OBSERVED: Allowed = { ...BYTES, wire: 'value', catalogue: 'value', flow: 'type', probe: 'type' };
const JUDGED: Allowed = { ...OBSERVED, classify: 'value', detect: 'value' };
/** What shows findings sees the engine's results as data. */
const SHOWN: Allowed = {
  ...BYTES,
  catalogue: 'value',
  wording: 'value',
  engine: 'type',
  classify: 'type',
  detect: 'type',
};

const ROOMS: Readonly<Record<string, Allowed>> = {
  bytes: {},
  wire: BYTES,
  catalogue: BYTES,
  capture: { ...BYTES, wire: 'value' },
  flow: { ...BYTES, wire: 'value' },
  probe: { ...BYTES, wire: 'value', flow: 'type' },
  classify: { ...BYTES, catalogue: 'value', flow: 'type', probe: 'type' },
  detect: { ...OBSERVED, classify: 'value' },
  engine: { ...JUDGED, capture: 'value', flow: 'value', probe: 'value' },
  wording: { ...BYTES, wire: 'value', catalogue: 'value', engine: 'type', detect: 'type' },
  report: SHOWN,
  ui: SHOWN,
  evidence: { ...SHOWN, wire: 'value', capture: 'value' },
  recording: { ...BYTES, capture: 'value', wording: 'value', evidence: 'value', engine: 'type' },
  source: { ...BYTES, capture: 'value' },
  analyze: {
    ...BYTES,
    wire: 'value',
    catalogue: 'value',
    capture: 'value',
    source: 'value',
    engine: 'value',
    evidence: 'value',
  },
};
/** These may import everything; the screen only in a file that is itself loaded on demand, see below. */
const TOP = ['cli', 'index', 'vitest'];

/** Closed lists of words and nothing else: at run time too, wherever their types may be used. */
const VOCABULARY = ['src/flow/direction.ts', 'src/classify/vocabulary.ts'];

/** Packages by room; `node:` stands for all of Node's own. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  // zod only in files that are loaded on demand, see below.
  catalogue: ['ipaddr.js', 'zod'],
  wording: ['ipaddr.js'],
  report: ['string-width'],
  ui: ['ink', 'react', 'string-width', 'node:'],
  recording: ['node:'],
  source: ['node:', 'fzstd', 'cap'],
  analyze: ['node:'],
  cli: ['node:', 'commander'],
  vitest: ['vitest'],
};
/** Single files with a package of their own. */
const PACKAGE_OF_FILE: Readonly<Record<string, string>> = {
  'src/bytes/crypto.ts': 'node:crypto',
  'src/engine/contract.ts': 'zod',
  'src/engine/contract-lines.ts': 'zod',
  'src/engine/contract-protocols.ts': 'zod',
  'src/engine/contract-values.ts': 'zod',
  'src/cli/metrics.ts': 'prom-client',
  'src/cli/pkcs12.ts': 'node-forge',
  'src/flow/kernel.ts': '#kernel',
};

/** Where programs that use jamscope come in. */
const ENTRIES = ['src/cli/main.ts', 'src/index.ts', 'src/vitest.ts', 'src/source/live/cap-program.ts'];
/** What `bin/build.js` makes `#kernel` of, and the folder of AssemblyScript. */
const KERNEL = 'src/flow/assembly/kernel.ts';
const ASSEMBLY = 'src/flow/assembly/';

const byPath = new Map(SOURCES.map((file) => [file.path, file]));
const every = <T>(say: (file: SourceFile, imported: Import) => T[]): T[] =>
  SOURCES.flatMap((file) => file.imports.flatMap((imported) => say(file, imported)));

describe('the rooms', () => {
  it('are all in the table, and were all seen', () => {
    expect(SOURCES.length).toBeGreaterThan(100);
    expect(every(() => [1]).length).toBeGreaterThan(300);
    const rooms = new Set(SOURCES.map(({ room }) => room));
    expect([...rooms].filter((room) => !(room in ROOMS) && !TOP.includes(room))).toEqual([]);
  });

  it('are imported downward only', () => {
    const upward = every((file, { target, kind }) => {
      if (target === undefined || TOP.includes(file.room)) return [];
      const room = target.split('/')[1];
      const needed = kind === 'type' || VOCABULARY.includes(target) ? 'type' : 'value';
      const allowed = room === file.room || ROOMS[file.room][room] === 'value' || ROOMS[file.room][room] === needed;
      return allowed ? [] : [`${file.path} imports ${target} (${kind})`];
    });
    expect(upward).toEqual([]);
  });

  it('import files that exist', () => {
    const missing = every((file, { target }) =>
      target === undefined || byPath.has(target) ? [] : [`${file.path} imports ${target}`],
    );
    expect(missing).toEqual([]);
  });

  it('have no circles at run time', () => {
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (path: string, way: readonly string[]): void => {
      if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(' > '));
      if (way.includes(path) || done.has(path)) return;
      for (const next of loadedBy(path)) visit(next, [...way, path]);
      done.add(path);
    };
    for (const { path } of SOURCES) visit(path, []);
    expect(circles).toEqual([]);
  });
});

describe('the families of rules', () => {
  const families = [...new Set(Object.keys(RULES).map((rule) => `src/detect/${rule.split('/')[0]}/`))];
  const familyOf = (path: string) => families.find((family) => path.startsWith(family));

  it('are each imported by themselves and the registry; of their types the parameters alone', () => {
    expect(families.length).toBeGreaterThan(5);
    const doors = every((file, { target = '', kind }) => {
      const family = familyOf(target);
      if (family === undefined || family === familyOf(file.path) || file.path === 'src/detect/registry.ts') return [];
      const lists = file.path === 'src/detect/parameters.ts' || file.room !== 'detect';
      const isParameters = lists && kind === 'type' && target === `${family}parameters.ts`;
      return isParameters ? [] : [`${file.path} imports ${target} (${kind})`];
    });
    expect(doors).toEqual([]);
  });
});

describe('packages', () => {
  it('are those of their room', () => {
    const foreign = every((file, { specifier, target }) => {
      if (target !== undefined || PACKAGE_OF_FILE[file.path] === specifier) return [];
      const allowed = PACKAGES[file.room] ?? [];
      const own = allowed.some((name) => name === specifier || (name === 'node:' && specifier.startsWith('node:')));
      return own ? [] : [`${file.path} imports ${specifier}`];
    });
    expect(foreign).toEqual([]);
  });

  it('of which each allowance is used', () => {
    const used = every(({ path, room }, { specifier }) => [`${path} ${specifier}`, `${room} ${specifier}`]);
    for (const [path, specifier] of Object.entries(PACKAGE_OF_FILE)) expect(used).toContain(`${path} ${specifier}`);
  });
});

describe('the kernel', () => {
  const files = [...closureOf([KERNEL])].map((path) => byPath.get(path)!);
  const shared = files.filter(({ path }) => !path.startsWith(ASSEMBLY));

  it('is all that the folder of AssemblyScript holds, and is imported as #kernel only', () => {
    const assembly = SOURCES.filter(({ path }) => path.startsWith(ASSEMBLY));
    expect(assembly.filter((file) => !files.includes(file)).map(({ path }) => path)).toEqual([]);
    const doors = every((file, { target }) =>
      target?.startsWith(ASSEMBLY) && !file.path.startsWith(ASSEMBLY) ? [`${file.path} imports ${target}`] : [],
    );
    expect(doors).toEqual([]);
  });

  it('shares numbers with TypeScript, and nothing that runs', () => {
    expect(shared.length).toBeGreaterThan(1);
    const running = shared.filter(({ code }) => /\bfunction\b|=>|\bnew\b|\blet\b|\bthis\b|\.\w+\(/.test(code));
    expect(running.map(({ path }) => path)).toEqual([]);
    const packages = files.flatMap(({ imports }) => imports.filter(({ target }) => target === undefined));
    expect(packages).toEqual([]);
  });
});

describe('a program that uses jamscope', () => {
  const loaded = closureOf(ENTRIES);

  it('loads neither the screen nor the schema library before it needs them', () => {
    expect(loaded.size).toBeGreaterThan(100);
    const late = every(({ path }, { specifier, kind }) => (specifier === 'zod' && kind === 'value' ? [path] : []));
    expect(late.length).toBeGreaterThan(2);
    expect([...loaded].filter((path) => path.startsWith('src/ui/') || late.includes(path))).toEqual([]);
  });

  it('gets at the screen through one dynamic import', () => {
    const doors = every((file, { target, kind }) => {
      const leads = kind === 'dynamic' && file.room !== 'ui' && closureOf([target!]).has('src/ui/start.tsx');
      return leads ? [`${file.path} > ${target}`] : [];
    });
    expect(doors).toEqual([
      'src/cli/analyze-command.ts > src/cli/screen-command.ts',
      'src/cli/live-screen.ts > src/cli/screen-command.ts',
    ]);
  });

  it('is why every file of src/ is there, at run time or for its types', () => {
    const onDemand = every((_, { target, kind }) => (kind === 'dynamic' && target ? [target] : []));
    const reached = closureOf([...ENTRIES, KERNEL, ...onDemand]);
    const typed = closureOf(every((_, { target, kind }) => (kind === 'type' && target ? [target] : [])));
    expect(SOURCES.map(({ path }) => path).filter((path) => !reached.has(path) && !typed.has(path))).toEqual([]);
  });
});

function loadedBy(path: string): string[] {
  const imports = byPath.get(path)?.imports ?? [];
  return imports.flatMap(({ target, kind }) => (kind === 'value' && target !== undefined ? [target] : []));
}

function closureOf(entries: readonly string[]): Set<string> {
  const reached = new Set<string>(entries);
  for (const path of reached) for (const next of loadedBy(path)) reached.add(next);
  return reached;
}
