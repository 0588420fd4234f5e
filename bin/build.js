// `npm run build`: src/ to dist/. Modules are bundled, as each costs a millisecond of start; `tsc` writes the declarations.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { CODE_CACHE, loadCli } from './load-cli.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** Declarations of what the package exports, and a check of its types. */
function declare(out) {
  const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
  const parameters = [`${typescript}/bin/tsc`, '--project', 'tsconfig.types.json', '--outDir', out];
  const { status } = spawnSync(process.execPath, parameters, { cwd: root, stdio: ['ignore', 2, 2] });
  // The compiler has said why.
  if (status !== 0) throw new Error('the types do not hold');
}

/** Modules that are read from disk when run from src/, or not wanted. */
const replaced = {
  name: 'replaced',
  load: {
    filter: { id: [/src[\\/]cli[\\/]tool\.ts$/, /ink[\\/]build[\\/]devtools\.js$/] },
    handler(id) {
      const { name, version } = manifest(root);
      return id.endsWith('tool.ts') ? `export const TOOL = ${JSON.stringify({ name, version })};` : '';
    },
  },
};

/**
 * The program is one script, as Node 20 can keep the compiled code of scripts only. A script cannot hold Ink, which waits for its
 * layout engine at the top of a module, and must not begin with a package from elsewhere. These two are bundles of their own,
 * loaded on demand. They have their own copies of modules: data and functions may pass between them and the program, but none
 * may ask whether a value is of the other's class.
 */
const ON_DEMAND = { 'screen-command': 'src/cli/screen-command.ts', 'parse-site': 'src/catalogue/parse-site.ts' };

const onDemand = {
  name: 'on-demand',
  resolveId(specifier, _importer, { kind }) {
    const name = basename(specifier).replace(/\.tsx?$/, '');
    if (kind !== 'dynamic-import' || !Object.hasOwn(ON_DEMAND, name)) return null;
    return { id: `./${name}.js`, external: true };
  },
  /** `import()` works in modules that Node itself has compiled. */
  renderChunk(code) {
    this.emitFile({ type: 'asset', fileName: 'import.cjs', source: 'module.exports = (path) => import(path);\n' });
    return code.replaceAll('import("./', 'require("./import.cjs")("./');
  },
};

/** Not minified, so that a stack trace can be read: it would save the parser next to nothing. */
async function bundle(input, plugins, output) {
  const build = await rolldown({
    cwd: root,
    input,
    platform: 'node',
    external: ['vitest', 'zod'],
    plugins: [replaced, ...plugins],
    // React decides by this whether it records every render for ever.
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
    onLog(level, log) {
      if (level === 'warn') throw new Error(log.message);
    },
  });
  const written = await build.write({ comments: false, ...output });
  return written.output.filter(({ type }) => type === 'chunk');
}

/** Resolves with the paths of all modules that went into the bundles. */
async function bundleAll(out) {
  const [program] = await bundle('src/cli/main.ts', [onDemand], {
    file: join(out, 'cli.cjs'),
    format: 'cjs',
    codeSplitting: false,
  });
  const foreign = program.imports.filter((name) => !name.startsWith('node:'));
  if (foreign.length > 0) throw new Error(`the program begins with ${foreign.join(', ')}: load it on demand`);
  const entries = { index: 'src/index.ts', vitest: 'src/vitest.ts', ...ON_DEMAND };
  const chunks = await bundle(entries, [], { dir: out, chunkFileNames: 'chunks/[name].js' });
  return [program, ...chunks].flatMap(({ moduleIds }) => moduleIds);
}

/** The licences of the packages that the modules come from, which ask to be passed on with the code. */
function licences(modules) {
  const folders = modules.flatMap((id) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id) ?? []);
  const texts = [...new Set(folders)].sort().map((folder) => {
    const { name, version } = manifest(folder);
    return `${name} ${version}\n\n${licence(folder)}`;
  });
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}

/** yoga-layout comes without the text: its files name the holder and the licence that React names, and React has the text. */
function licence(folder) {
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file !== undefined) return `${readFileSync(join(folder, file), 'utf8').trim()}\n`;
  if (basename(folder) === 'yoga-layout') return licence(join(folder, '..', 'react'));
  throw new Error(`${folder} is bundled and has no licence`);
}

/** V8's code cache of the program, with the functions that reading a capture has compiled. */
async function cacheCode(out) {
  const { cli, script } = loadCli(out);
  if (script === undefined) return;
  const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() });
  const effects = {
    stdin: process.stdin,
    stdout: nowhere(),
    stderr: nowhere(),
    env: {},
    now: () => 0,
    onSignal: () => () => {},
  };
  for (const format of ['json', 'text']) {
    for (const name of SAMPLES) await cli.main(['--format', format, `${root}fixtures/${name}/input.pcapng`], effects);
  }
  writeFileSync(join(out, CODE_CACHE), script.createCachedData());
}

const SAMPLES = ['tenant-tls13', 'syn-unanswered-5223'];

/** Built aside and moved, so that two builds at once, or a program that starts meanwhile, see one of them whole. */
const out = mkdtempSync(`${root}node_modules/.jamscope-`);
try {
  declare(out);
  writeFileSync(join(out, 'third-party-licences.txt'), licences(await bundleAll(out)));
  copyFileSync(`${root}src/report/report.schema.json`, join(out, 'report.schema.json'));
  await cacheCode(out);
  // Tells setup.js when that was.
  writeFileSync(join(out, '.built'), '');
  rmSync(`${root}dist`, { recursive: true, force: true });
  renameSync(out, `${root}dist`);
} catch (error) {
  rmSync(out, { recursive: true, force: true });
  console.error(`jamscope: not built: ${error.message}`);
  process.exitCode = 1;
}
