// `npm run build`: src/ to dist/. Modules are bundled, as each costs a millisecond of start; `tsc` writes the declarations.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { rolldown } from 'rolldown';
import { licencesOf } from './licences.js';
import { codeCache, loadCli } from './load-cli.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * The program is one script, as Node 20 can keep the compiled code of scripts only, and Ink with what is drawn by it another. Three more parts
 * are not in it: zod is a package of its own, since declarations name its types, hardly anybody opens a PKCS #12 file, and who captures for
 * days can wait for its start. All are
 * loaded on demand and bring their own copies of what else they import: data and functions may pass between them and the program, but
 * neither may ask whether a value is of a class of the other's.
 */
const SCREEN = { mount: 'src/ui/mount.tsx' };
const ON_DEMAND = {
  'parse-site': 'src/catalogue/parse-site.ts',
  pkcs12: 'src/cli/pkcs12.ts',
  'live-command': 'src/cli/live-command.ts',
};

/** What runs in a process of its own. */
const PROGRAMS = { 'cap-program': 'src/source/live/cap-program.ts' };

const onDemand = {
  name: 'on-demand',
  resolveId(specifier, _importer, { kind }) {
    const name = basename(specifier).replace(/\.tsx?$/, '');
    if (kind !== 'dynamic-import') return null;
    if (Object.hasOwn(SCREEN, name)) return { id: `./${name}.cjs`, external: true };
    return Object.hasOwn(ON_DEMAND, name) ? { id: `./${name}.js`, external: true } : null;
  },
  /** `import()` works only in what Node itself has compiled. */
  renderChunk(code) {
    this.emitFile({ type: 'asset', fileName: 'import.cjs', source: 'module.exports = (path) => import(path);\n' });
    return code
      .replace(/import\("(\.\/\w+\.cjs)"\)/g, 'require("$1")')
      .replaceAll('import("./', 'require("./import.cjs")("./');
  },
};

/** Modules that are not bundled as they are: one reads package.json from disk, and a script may not wait at its top. */
const REPLACED = [
  [/src[\\/]cli[\\/]tool\.ts$/, toolModule],
  [/ink[\\/]build[\\/]reconciler\.js$/, withoutTools],
  [/yoga-layout[\\/]dist[\\/]src[\\/]index\.js$/, () => YOGA],
  [/string-width[\\/]index\.js$/, withStandIns],
  [/yoga-wasm-base64-esm\.js$/, withSeparateWasm],
];

const replaced = {
  name: 'replaced',
  load: {
    filter: { id: REPLACED.map(([path]) => path) },
    handler(id) {
      const [, replace] = REPLACED.find(([path]) => path.test(id));
      return replace(readFileSync(id, 'utf8'));
    },
  },
};

function toolModule() {
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return `export const TOOL = ${JSON.stringify({ name, version })};`;
}

/** Without what Ink loads for those who debug it. */
function withoutTools(code) {
  return code
    .replace("await import('./devtools.js')", '')
    .replace('await loadPackageJson()', '{}')
    .replace('import.meta.url', "''");
}

/**
 * Private characters have one cell, of which the screen makes use (`ui/stand-ins.ts`): so ICU is not asked. And the table of emojis, which
 * takes 30 ms to make, is made when one is asked for.
 */
function withStandIns(code) {
  const late = "{ test(text) { return (this.made ??= new RegExp('^\\\\p{RGI_Emoji}$', 'v')).test(text); } }";
  return code
    .replace('/^[\\u0020-\\u007E]*$/', '/^[\\u0020-\\u007E\\uE000-\\uF8FF]*$/')
    .replace('/^\\p{RGI_Emoji}$/v', () => late);
}

/**
 * An `Intl.Segmenter` takes 25 ms to make and to ask first, and packages make one when they are loaded: here it is made for the first text
 * that is more than ASCII and private characters, of which each stands for itself.
 */
const lateSegmenters = {
  name: 'late-segmenters',
  renderChunk: (code) =>
    code.replace(
      /new Intl\.Segmenter\(([^()]*)\)/g,
      (made) => `({ segment(text) {
        if (/^[ -~\\uE000-\\uF8FF]*$/.test(text)) return Array.from(text, (segment, index) => ({ segment, index }));
        return (this.made ??= ${made}).segment(text);
      } })`,
    ),
};

/** Layout engine of Ink, at once: its own loader fetches the code by HTTP means from a text in it, which loads 40 ms of them. */
const YOGA = `import load, { WASM } from '../binaries/yoga-wasm-base64-esm.js';
import wrapAssembly from './wrapAssembly.js';
const engine = {
  instantiateWasm(imports, receive) {
    receive(new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(WASM, 'base64')), imports));
    return {};
  },
};
load(engine);
export default wrapAssembly(engine);
export * from './generated/YGEnums.js';
`;

function withSeparateWasm(code) {
  let wasm = '';
  const loader = code.replace(/data:application\/octet-stream;base64,([\w+/=]+)/, (_, text) => {
    wasm = text;
    return '';
  });
  return `${loader.replace('import.meta.url', "''")}\nexport const WASM = '${wasm}';`;
}

/** The module `#kernel`: what AssemblyScript makes of the kernel. */
async function compileKernel() {
  const files = new Map();
  const { error, stderr } = await asc.main(
    [
      'src/flow/assembly/kernel.ts',
      '--outFile',
      'kernel.wasm',
      '-O3',
      '--noAssert',
      '--runtime',
      'stub',
      '--importMemory',
      '--enable',
      'simd',
    ],
    { readFile: (name) => readKernelSource(name), writeFile: (name, contents) => files.set(name, contents) },
  );
  if (error !== null) throw new Error(`the kernel does not compile\n${stderr}`);
  const text = Buffer.from(files.get('kernel.wasm')).toString('base64');
  return `export const KERNEL = new Uint8Array(Buffer.from('${text}', 'base64'));\n`;
}

function readKernelSource(name) {
  const path = join(root, name);
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

function kernelModule(source) {
  return {
    name: 'kernel',
    resolveId: (specifier) => (specifier === '#kernel' ? 'kernel.js' : null),
    load: (id) => (id === 'kernel.js' ? source : null),
  };
}

/** Not minified, so that a stack trace can be read: it would save the parser next to nothing. */
async function bundle(input, kernel, plugins, options) {
  const build = await rolldown({
    cwd: root,
    input,
    platform: 'node',
    external: ['vitest', 'zod'],
    plugins: [replaced, kernelModule(kernel), ...plugins, lateSegmenters],
    // React decides by this whether it records every render for ever.
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
    onLog(level, log) {
      if (level === 'warn') throw new Error(log.message);
    },
  });
  const { output } = await build.write({ comments: false, ...options });
  return output.filter(({ type }) => type === 'chunk');
}

/** Resolves with the paths of all modules that went into the bundles. */
async function bundleAll(out, kernel) {
  const script = (name) => ({ file: join(out, `${name}.cjs`), format: 'cjs', codeSplitting: false });
  const [program] = await bundle('src/cli/main.ts', kernel, [onDemand], script('cli'));
  const foreign = program.imports.filter((name) => !name.startsWith('node:'));
  if (foreign.length > 0) throw new Error(`the program begins with ${foreign.join(', ')}: load it on demand`);
  const screen = await bundle(SCREEN.mount, kernel, [], script('mount'));
  const entries = { index: 'src/index.ts', vitest: 'src/vitest.ts', ...PROGRAMS, ...ON_DEMAND };
  const chunks = await bundle(entries, kernel, [], { dir: out, chunkFileNames: 'chunks/[name].js' });
  return [program, ...screen, ...chunks].flatMap(({ moduleIds }) => moduleIds);
}

/** Declarations of what the package exports, and a check of its types. */
function declare(out) {
  const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
  const parameters = [`${typescript}/bin/tsc`, '--project', 'tsconfig.types.json', '--outDir', out];
  const { status } = spawnSync(process.execPath, parameters, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('the types do not hold');
}

/** JSON Schemas that the package publishes: of the report, its lines, the site configuration and endpoint packs. */
const SCHEMAS = [
  'src/report/report.schema.json',
  'src/report/lines.schema.json',
  'src/catalogue/config.schema.json',
  'src/catalogue/pack.schema.json',
];

/** Captures whose reading compiles what most runs need. More of them make the cache larger and the start no faster. */
const SAMPLES = ['tenant-tls13', 'syn-unanswered-5223'];

/** V8's code cache of the scripts, with the functions that have run. */
async function cacheCode(out) {
  const { cli, scripts } = loadCli(out);
  if (scripts.size === 0) return;
  const sink = () => new Writable({ write: (_chunk, _encoding, done) => done() });
  const effects = { stdout: sink(), stderr: sink(), env: {}, now: () => 0, onSignal: () => () => {} };
  for (const format of ['json', 'text']) {
    for (const sample of SAMPLES)
      await cli.main(['--format', format, join(root, 'fixtures', sample, 'input.pcapng')], effects);
  }
  await cli.main(['--no-config', join(root, 'fixtures', SAMPLES[0], 'input.pcapng')], {
    ...effects,
    ...keyedTerminal(KEYS),
  });
  for (const [name, script] of scripts) writeFileSync(join(out, codeCache(name)), script.createCachedData());
}

/** What most do on the screen; the last key leaves. */
const KEYS = ['j', '3', 'j', 'q'];

/** Synchronised output, of which each frame is one. */
const FRAME_END = '\x1b[?2026l';

/** A terminal where nobody looks, which types the next key when a frame was drawn. */
function keyedTerminal(keys) {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode() {}, ref() {}, unref() {} });
  const waiting = [...keys];
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      if (String(chunk).endsWith(FRAME_END)) setTimeout(() => stdin.write(waiting.shift() ?? ''), 50);
      done();
    },
  });
  return { stdin, stdout: Object.assign(stdout, { isTTY: true, columns: 160, rows: 50 }) };
}

/** Built aside and moved: whoever starts the program meanwhile, or builds too, sees one build whole. A failed one changes nothing. */
const out = join(root, `.build-${process.pid}`);
try {
  declare(out);
  const kernel = await compileKernel();
  writeFileSync(join(out, 'kernel.js'), kernel);
  writeFileSync(join(out, 'third-party-licences.txt'), licencesOf(await bundleAll(out, kernel)));
  for (const path of SCHEMAS) copyFileSync(join(root, path), join(out, basename(path)));
  await cacheCode(out);
  // Tells setup.js when that was.
  writeFileSync(join(out, '.built'), '');
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  renameSync(out, join(root, 'dist'));
} catch (error) {
  rmSync(out, { recursive: true, force: true });
  console.error(`jamscope: not built: ${error.message}`);
  process.exitCode = 1;
}
