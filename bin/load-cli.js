// Loads the bundled program, and its screen when that is asked for. Compiling them takes longer than most runs: Node 22 and later keep
// what they compiled from run to run, and for Node 20 the build leaves V8's code cache. One that is missing, or of another Node, only
// costs its time.
import { existsSync, readFileSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';

/** The file with the code of a script, `cli` or `mount`, in the same folder. */
export const codeCache = (name) => `${name}.cache`;

/** What `dist/cli.cjs` exports, and by their names the scripts that were compiled here so far. */
export function loadCli(folder) {
  const scripts = new Map();
  if (module.enableCompileCache !== undefined) {
    module.enableCompileCache();
    return { cli: createRequire(join(folder, 'cli.cjs'))('./cli.cjs'), scripts };
  }
  const load = (name) => {
    const path = join(folder, `${name}.cjs`);
    const script = compiled(path, join(folder, codeCache(name)));
    scripts.set(name, script);
    const require = createRequire(path);
    const own = (id) => (id === './mount.cjs' ? load('mount') : require(id));
    const loaded = { exports: {} };
    script.runInThisContext()(loaded.exports, own, loaded, path, folder);
    return loaded.exports;
  };
  return { cli: load('cli'), scripts };
}

function compiled(path, cache) {
  return new Script(module.wrap(readFileSync(path, 'utf8')), {
    filename: path,
    cachedData: existsSync(cache) ? readFileSync(cache) : undefined,
  });
}
