import { describe, expect, it } from 'vitest';
import { liveFeeds } from '../../src/cli/live-feeds.ts';
import type { LiveOptions } from '../../src/cli/live-options.ts';
import type { LiveRequest } from '../../src/source/live/open-live.ts';
import { captured } from '../support/captured.ts';
import { fedSource } from '../support/live-source.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();

/** What each of the feeds asks for, when its first source is. */
async function requested(options: Partial<LiveOptions>, stream?: string) {
  const requests: LiveRequest[] = [];
  const said: string[] = [];
  const feeds = await liveFeeds(
    stream,
    { promiscuous: true, tui: true, config: false, ...options },
    {
      async open(request) {
        requests.push(request);
        return (await fedSource(captured([]).slice(0, 24))).live;
      },
      told: (text) => said.push(text),
      stopping: new AbortController().signal,
      now: () => 0,
    },
  );
  const before = requests.length;
  for (const feed of feeds) {
    await feed.next();
    await feed.return?.();
  }
  return { before, requests, said };
}

describe('liveFeeds', () => {
  it('opens nothing before it is asked to', async () => {
    const { before, requests } = await requested({ interface: ['en0', 'en1'], filter: 'tcp', engine: 'cap' });
    expect(before).toBe(0);
    expect(requests).toMatchObject([
      { interface: 'en0', filter: 'tcp', engine: 'cap', promiscuous: true },
      { interface: 'en1', filter: 'tcp', engine: 'cap', promiscuous: true },
    ]);
  });

  it('takes the default interface, or the stream that was named, whatever it is called', async () => {
    expect((await requested({})).requests).toMatchObject([{ interface: undefined, engine: undefined }]);
    expect((await requested({}, 'fifo')).requests).toMatchObject([{ interface: 'fifo', engine: 'stream' }]);
  });

  it('has filters made of the documents', async () => {
    const { requests, said } = await requested({ onlyJamf: true });
    const { filter } = requests[0];
    expect(filter![0]).toContain('5223');
    expect(said).toEqual([]);
  });

  it('says of which hosts a filter keeps only ports', async () => {
    const config = folder.write('site.json', '{ "ldap": ["dc01.corp.example", "10.20.1.30"] }');
    const { said } = await requested({ onlyJamf: true, config });
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^--only-jamf keeps only documented ports of dc01\.corp\.example: /);
  });

  it('watches a folder', async () => {
    folder.write('a.pcap', captured([]));
    const { requests } = await requested({ watch: folder.path });
    expect(requests).toEqual([]);
  });
});
