/** A network namespace with two ends of a cable: traffic that nobody else sees or makes. Needs root. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';

/** Why these tests cannot run here; undefined when they can. */
export function obstacle(): string | undefined {
  if (process.platform !== 'linux') return 'network namespaces are Linux';
  if (process.geteuid?.() !== 0) return 'needs root';
  if (spawnSync('ip', ['netns', 'list']).status !== 0) return 'ip netns does not work here';
  return undefined;
}

export class Namespace {
  readonly name: string;

  /** `cable0` (10.77.0.1) and, in the same namespace, its other end `cable1`. */
  constructor(name: string) {
    this.name = `jamscope-${name}-${process.pid}`;
    execFileSync('ip', ['netns', 'add', this.name]);
    this.addCable();
  }

  addCable(): void {
    for (const words of [
      'link set lo up',
      'link add cable0 type veth peer name cable1',
      'address add 10.77.0.1/24 dev cable0',
      'link set cable0 up',
      'link set cable1 up',
      // An address that nobody has: what is sent there leaves through the cable.
      'neighbour add 10.77.0.2 lladdr 02:00:00:00:00:02 dev cable0',
      'route add default via 10.77.0.2',
    ])
      this.ip(words);
  }

  ip(words: string): void {
    execFileSync('ip', ['-n', this.name, ...words.split(' ')]);
  }

  /** Sends UDP datagrams of 100 bytes to 10.77.0.2, to this port; resolves when they are sent. */
  async send(count: number, port = 9000): Promise<void> {
    const script = `const s = require('dgram').createSocket('udp4');
      let n = 0; const next = () => n++ < ${count} ? s.send(Buffer.alloc(100, n), ${port}, '10.77.0.2', next) : s.close(); next();`;
    const words = ['netns', 'exec', this.name, process.execPath, '-e', script];
    const child = spawn('ip', words, { stdio: 'inherit' });
    await new Promise((resolve) => child.once('exit', resolve));
  }

  /** Process ids of those who are in the namespace. */
  processes(): string[] {
    const { stdout } = spawnSync('ip', ['netns', 'pids', this.name], { encoding: 'utf8' });
    return stdout.split('\n').filter((id) => id !== '');
  }

  /** Ends who is left in it, too. */
  delete(): void {
    for (const id of this.processes()) process.kill(Number(id), 'SIGKILL');
    spawnSync('ip', ['netns', 'delete', this.name]);
  }
}
