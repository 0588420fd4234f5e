import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openOutlet, tryAddress, WRITE_EVERY } from '../../src/cli/metrics-outlet.ts';
import { metricsPlace } from '../../src/cli/metrics-place.ts';
import { OutputError } from '../../src/evidence/output-error.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const metrics = { contentType: 'text/plain; version=0.0.4', text: async () => `jamscope_packets_total ${++count}\n` };
let count = 0;
const open = (where: string, told: (text: string) => void = () => {}) => openOutlet(metrics, metricsPlace(where), told);

afterEach(() => void vi.useRealTimers());

describe('an address', () => {
  it.each(['127.0.0.1:0', 'localhost:0'])('%s gives metrics to this machine', async (where) => {
    const outlet = await open(where);
    const answer = await fetch(outlet.place);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, metrics.contentType]);
    expect(await answer.text()).toContain('jamscope_packets_total');
    const other = await fetch(outlet.place.replace('/metrics', '/else'));
    const written = await fetch(outlet.place, { method: 'POST', body: 'x' });
    expect([other.status, written.status]).toEqual([404, 405]);
    const taken = open(new URL(outlet.place).host);
    await expect(taken).rejects.toThrow('another program listens there');
    await outlet.end();
    await expect(fetch(outlet.place)).rejects.toThrow();
  });

  it('can be tried beforehand', async () => {
    const outlet = await open('127.0.0.1:0');
    const port = Number(new URL(outlet.place).port);
    await expect(tryAddress({ host: '127.0.0.1', port })).rejects.toThrow(OutputError);
    await outlet.end();
    await tryAddress({ host: '127.0.0.1', port });
    await (await open(`127.0.0.1:${port}`)).end();
  });
});

describe('a file', () => {
  it('is written again and again, whole', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const path = join(folder.path, 'x.prom');
    const outlet = await open(path);
    const first = readFileSync(path, 'utf8');
    expect(outlet.place).toBe(path);
    vi.advanceTimersByTime(WRITE_EVERY);
    await eventually(() => expect(readFileSync(path, 'utf8')).not.toBe(first));
    const second = readFileSync(path, 'utf8');
    await outlet.end();
    expect(readFileSync(path, 'utf8')).not.toBe(second);
    expect(readdirSync(folder.path)).toEqual(['x.prom']);
  });

  it('that cannot be written is refused at first, and told of once later', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    await expect(open(join(folder.path, 'none', 'x.prom'))).rejects.toThrow('is in a folder that does not exist');
    const said: string[] = [];
    const gone = join(folder.path, 'gone');
    mkdirSync(gone);
    const outlet = await open(join(gone, 'x.prom'), (text) => said.push(text));
    rmSync(gone, { recursive: true });
    vi.advanceTimersByTime(3 * WRITE_EVERY);
    await outlet.end();
    expect(said).toHaveLength(1);
  });
});
