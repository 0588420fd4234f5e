// Loads the bundled program. Compiling it takes longer than most runs: Node 22 and later keep what they compiled from run to
// run, and for Node 20 the build leaves V8's code cache. One that is missing, or of another Node, only costs its time.
import { existsSync, readFileSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';

export const CODE_CACHE = 'cli.cache';

/** What `dist/cli.cjs` exports, and the script where it was compiled here. */
export function loadCli(folder) {
  const path = join(folder, 'cli.cjs');
  const require = createRequire(path);
  if (module.enableCompileCache !== undefined) {
    module.enableCompileCache();
    return { cli: require(path) };
  }
  const cache = join(folder, CODE_CACHE);
  const script = new Script(module.wrap(readFileSync(path, 'utf8')), {
    filename: path,
    cachedData: existsSync(cache) ? readFileSync(cache) : undefined,
  });
  const loaded = { exports: {} };
  script.runInThisContext()(loaded.exports, require, loaded, path, folder);
  return { cli: loaded.exports, script };
}
