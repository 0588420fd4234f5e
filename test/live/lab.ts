/** The lab of the fixtures, as live tests use it: real servers and clients in network namespaces. */
import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { obstacle } from './namespace.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Debian's own, which has the package `cryptography`. */
const PYTHON = process.env.PYTHON ?? '/usr/bin/python3';

/** Why the lab cannot run here; undefined when it can. */
export function labObstacle(): string | undefined {
  const why = obstacle();
  if (why !== undefined) return why;
  if (spawnSync(PYTHON, ['-c', 'import cryptography']).status !== 0) return `${PYTHON} lacks cryptography`;
  const missing = ['nft', 'ethtool', 'ss', 'tcpdump'].filter((name) => spawnSync('which', [name]).status !== 0);
  return missing.length === 0 ? undefined : `missing: ${missing.join(' ')}`;
}

/** What a program of the lab prints, line by line; what went wrong stands in `error`. It has two and a half minutes. */
export function runLab(program: string, ...parameters: string[]): Promise<{ lines: string[]; error: string }> {
  const command = ['-B', `fixtures/lab/${program}`, ...parameters];
  return new Promise((resolve) => {
    execFile(PYTHON, command, { cwd: ROOT, timeout: 150_000 }, (_error, output, error) => {
      resolve({ lines: output.split('\n').filter((line) => line !== ''), error });
    });
  });
}
