// `npm run build`: src/ to dist/. Modules are bundled, as each costs a millisecond of start; `tsc` writes the declarations.
import { spawnSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = (folder) => JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));

/** Declarations of what the package exports, and a check of its types. */
function declare() {
  const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
  const parameters = [`${typescript}/bin/tsc`, '--project', 'tsconfig.types.json'];
  const { status } = spawnSync(process.execPath, parameters, { cwd: root, stdio: ['ignore', 2, 2] });
  // The compiler has said why.
  if (status !== 0) process.exit(status ?? 1);
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

/** Not minified, so that a stack trace can be read: it would save the parser next to nothing. Resolves with the modules used. */
async function bundle() {
  const build = await rolldown({
    cwd: root,
    input: { cli: 'src/cli/main.ts', index: 'src/index.ts', vitest: 'src/vitest.ts' },
    platform: 'node',
    external: 'vitest',
    plugins: [replaced],
    // React decides by this whether it records every render for ever.
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
    onLog(level, log) {
      if (level === 'warn') throw new Error(log.message);
    },
  });
  const { output } = await build.write({
    dir: 'dist',
    chunkFileNames: 'chunks/[name].js',
    comments: false,
    // What every analysis loads is one file.
    codeSplitting: { groups: [{ name: 'analysis', test: /[\\/]src[\\/](?!cli|ui|report|wording)\w+[\\/]/ }] },
  });
  return output.flatMap((chunk) => chunk.moduleIds ?? []);
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
  if (file !== undefined) return `${readFileSync(`${folder}/${file}`, 'utf8').trim()}\n`;
  if (folder.endsWith('yoga-layout')) return licence(folder.replace(/yoga-layout$/, 'react'));
  throw new Error(`${folder} is bundled and has no licence`);
}

rmSync(`${root}dist`, { recursive: true, force: true });
declare();
writeFileSync(`${root}dist/third-party-licences.txt`, licences(await bundle()));
copyFileSync(`${root}src/report/report.schema.json`, `${root}dist/report.schema.json`);
// Tells setup.js when that was.
writeFileSync(`${root}dist/.built`, '');
