// Makes a fresh clone runnable: installs the pinned dependencies and builds, each only when it is out of date.
// Runs before `npm start` and `npm test`; needs nothing but Node and npm.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const path = (name) => `${root}${name}`;
const modified = (name) => (existsSync(path(name)) ? statSync(path(name)).mtimeMs : 0);

/** Newest modification time of the files below a folder, in ms. */
function newest(folder) {
  let latest = 0;
  for (const entry of readdirSync(path(folder), { recursive: true })) {
    latest = Math.max(latest, modified(`${folder}/${entry}`));
  }
  return latest;
}

/** Ends with the command's exit code when it fails: its own messages have said why. */
function run(command, ...parameters) {
  // Set-up talks on standard error: standard output belongs to the report.
  const { status, error } = spawnSync(command, parameters, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  const why = error === undefined ? 'see above' : error.message;
  console.error(`jamscope: set-up failed at \`${[command, ...parameters].join(' ')}\`: ${why}`);
  process.exit(status ?? 1);
}

if (modified('node_modules/.package-lock.json') < modified('package-lock.json')) {
  run('npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error');
}
const inputs = ['package-lock.json', 'tsconfig.json', 'tsconfig.types.json'];
const sources = Math.max(newest('src'), newest('bin'), ...inputs.map(modified));
if (modified('dist/.built') < sources) run('npm', 'run', '--silent', 'build');
