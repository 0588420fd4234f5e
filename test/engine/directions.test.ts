import { expect, it } from 'vitest';
import { Directions } from '../../src/engine/directions.ts';
import { packet } from '../support/packet.ts';
import { type Followed, follow, scriptFrames } from '../support/tcp-script.ts';

const ANSWERED = ['> S', '< SA', '> A', '> PA:9', '< A'];
const SYN_ALONE = ['> S', '+1000 > S@0'];
/** Only what the originator sent of a whole flow. */
const ONE_SIDE = ['> S', '+20 > A', '> PA:9', '+20 > A'];

let port = 50_000;

function tcp(lines: readonly string[]): { bytes: Uint8Array; time: number }[] {
  return scriptFrames(lines, { originator: `10.0.0.1:${++port}` });
}

function dns(...sides: readonly ('query' | 'answer')[]): { bytes: Uint8Array; time: number }[] {
  const client = ++port;
  return sides.map((side, index) => {
    const [from, to] = side === 'query' ? ['10.0.0.1', '10.0.0.53'] : ['10.0.0.53', '10.0.0.1'];
    const [sourcePort, destinationPort] = side === 'query' ? [client, 53] : [53, client];
    const bytes = packet()
      .ethernet()
      .ipv4({ from, to })
      .udp({ sourcePort, destinationPort })
      .payload(new Uint8Array(9));
    return { bytes: bytes.bytes(), time: index * 1e6 };
  });
}

function noted({ table }: Followed): Directions {
  const directions = new Directions();
  for (let row = 0; row < table.count; row++) {
    directions.note(table, row);
    directions.note(table, row);
  }
  return directions;
}

it.each<[string, { bytes: Uint8Array; time: number }[][], number]>([
  ['nothing', [], 0],
  ['flows of both sides', [tcp(ANSWERED), tcp(ANSWERED), dns('query', 'answer')], 0],
  ['one side that acknowledges what was not captured', [tcp(ONE_SIDE), dns('query', 'answer')], 1],
  ['such a flow among more of both sides', [tcp(ONE_SIDE), tcp(ANSWERED), tcp(ANSWERED)], 0],
  ['SYNs and DNS queries, and no answer to anything', [tcp(SYN_ALONE), dns('query'), dns('query')], 3],
  ['too few of them', [tcp(SYN_ALONE), dns('query')], 0],
  ['SYNs without an answer, while DNS answers', [tcp(SYN_ALONE), tcp(SYN_ALONE), dns('query', 'answer')], 0],
  ['SYNs without an answer in a capture of TCP alone', [tcp(SYN_ALONE), tcp(SYN_ALONE), tcp(SYN_ALONE)], 0],
  ['DNS queries without an answer, and nothing else', [dns('query'), dns('query'), dns('query')], 0],
])('%s', (_, flows, oneSided) => {
  const frames = flows.flat();
  if (frames.length === 0) expect(new Directions().oneSided).toBe(0);
  else expect(noted(follow(frames)).oneSided).toBe(oneSided);
});

it('counts flows without their start', () => {
  expect(noted(follow([...tcp(['> PA:9', '< PA:9']), ...tcp(ANSWERED)])).midStream).toBe(1);
  expect(noted(follow(tcp(['< SA', '+20 < A', '< PA:9']))).midStream).toBe(0);
});
