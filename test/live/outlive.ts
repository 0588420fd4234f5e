/** What `outlive.test.ts` bundles and kills: opens an engine as told, says so, and reads on. With `drop`, it gives up root first. */
import { openLive } from '../../src/source/live/open-live.ts';
import { dropPrivileges } from '../../src/source/live/privileges.ts';

const [engine, drop] = process.argv.slice(2);
const { signal } = new AbortController();
const live = await openLive({ interface: 'cable0', engine: engine as 'dumpcap', promiscuous: true, signal });
const user = drop === 'drop' ? dropPrivileges()?.user : 0;
process.stdout.write(`open ${user} ${process.geteuid?.()}\n`);
process.once('SIGTERM', () => void live.stop().then(() => process.stdout.write('stopped\n')));
for await (const _chunk of live.source.chunks());
process.stdout.write(`ended ${live.source.problem?.message} ${JSON.stringify(live.counts)}\n`);
