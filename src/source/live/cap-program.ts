/**
 * The program of the child that captures through the package `cap`: frames as pcap on standard output, counts and errors on standard
 * error. A process of its own, as `cap` 0.2.1 aborts its process when the interface goes down (an assertion in its cb_packets),
 * and hands over frames without a pause while there are any.
 */
import { write } from 'node:fs';
import { createRequire } from 'node:module';
import { type CapOrder, type CapPackage, captureWithCap } from './cap-capture.ts';
import { CAP_UNLOADABLE } from './cap-engine.ts';
import { stampClock } from './cap-records.ts';
import { dropPrivileges } from './privileges.ts';

const OUTPUT = 1;
const COUNTS_EVERY = 1000;

function writeAll(bytes: Uint8Array, done: () => void): void {
  write(OUTPUT, bytes, (error, written) => {
    // The reader is gone.
    if (error) process.exit(1);
    if (written < bytes.length) writeAll(bytes.subarray(written), done);
    else done();
  });
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

function load(): CapPackage {
  try {
    return createRequire(import.meta.url)('cap');
  } catch (error) {
    say(`${CAP_UNLOADABLE}: ${String((error as Error).message).split('\n')[0]}`);
    return process.exit(1);
  }
}

function start(order: CapOrder): void {
  const { records, close } = captureWithCap(
    load(),
    order,
    stampClock(Date.now, () => performance.now()),
    writeAll,
  );
  dropPrivileges();
  const tell = () => say(`cap: received ${records.received} dropped ${records.dropped}`);
  setInterval(tell, COUNTS_EVERY);
  process.once('SIGTERM', () => {
    void close().then(() => {
      tell();
      process.exit(0);
    });
  });
}

try {
  start(JSON.parse(process.argv[2]));
} catch (error) {
  say(`cap: ${(error as Error).message}`);
  process.exit(1);
}
