// `npm run build`: compiles src/ to dist/ and puts the JSON Schema beside it. The mark tells setup.js when that was.
import { spawnSync } from 'node:child_process';
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
rmSync(`${root}dist`, { recursive: true, force: true });
const { status } = spawnSync(process.execPath, [`${typescript}/bin/tsc`], { cwd: root, stdio: ['ignore', 2, 2] });
// The compiler has said why.
if (status !== 0) process.exit(status ?? 1);
copyFileSync(`${root}src/report/report.schema.json`, `${root}dist/report.schema.json`);
writeFileSync(`${root}dist/.built`, '');
