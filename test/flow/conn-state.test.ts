/** Zeek's conn_state and history for scripts of segments (base/protocols/conn/main.zeek, and its documentation of both). */
import { describe, expect, it } from 'vitest';
import { packet } from '../support/packet.ts';
import { follow } from '../support/tcp-script.ts';

const HANDSHAKE = ['> S', '< SA', '> A'];
const EXCHANGE = [...HANDSHAKE, '> PA:100', '< PA:200', '> A'];

describe('TCP', () => {
  it.each<[string, string, string, readonly string[]]>([
    ['S0', 'S', 'an attempt without reply', ['> S']],
    ['S0', 'S', 'repeated', ['> S', '+1000 > S@0', '+1000 > S@0']],
    ['S1', 'ShA', 'established, not ended', HANDSHAKE],
    ['S1', 'ShADda', 'established, with data', [...EXCHANGE, '< A']],
    ['SF', 'ShADdFf', 'normal', [...EXCHANGE, '> FA', '< FA', '> A']],
    ['SF', 'ShADdfF', 'ended by the responder first', [...EXCHANGE, '< FA', '> FA']],
    ['SF', 'ShADadFf', 'with acknowledgements of their own', [...HANDSHAKE, '> PA:9', '< A', '< PA:9', '> FA', '< FA']],
    ['REJ', 'Sr', 'rejected', ['> S', '< RA']],
    ['S2', 'ShADdF', 'closed by the originator only', [...EXCHANGE, '> FA']],
    ['S3', 'ShADdf', 'closed by the responder only', [...EXCHANGE, '< FA']],
    ['RSTO', 'ShADdR', 'aborted by the originator', [...EXCHANGE, '> R']],
    ['RSTO', 'ShR', 'aborted by the originator right after the SYN-ACK', ['> S', '< SA', '> R']],
    ['RSTR', 'ShADdr', 'reset by the responder', [...EXCHANGE, '< RA']],
    ['RSTR', 'ShADr', 'reset after the first data', [...HANDSHAKE, '> PA:517', '< RA', '< RA']],
    ['RSTOS0', 'SR', 'SYN, then RST by the originator', ['> S', '> R@1']],
    ['RSTRH', '^hr', 'SYN-ACK, then RST, without the SYN', ['< SA', '< R']],
    ['SH', 'SF', 'SYN, then FIN, without SYN-ACK', ['> S', '> FA']],
    ['SHR', '^hf', 'SYN-ACK, then FIN, without the SYN', ['< SA', '< FA']],
    ['OTH', '^Dd', 'midstream', ['> PA:10@1', '< PA:10@1']],
    ['OTH', '^Aa', 'midstream, acknowledgements only', ['> A@1', '< A@1']],
    ['SF', 'ShADdFfR', 'a reset behind both ends answers a late segment', [...EXCHANGE, '> FA', '< FA', '> R']],
  ])('%s %s: %s', (state, history, _, lines) => {
    expect(follow(lines).flows).toMatchObject([{ connState: state, history }]);
  });

  it('says the same of IPv6', () => {
    const ends = { originator: '2001:db8::15:50000', responder: '2620:149:a44::20:5223' };
    expect(follow([...EXCHANGE, '> FA', '< FA'], ends).flows).toMatchObject([{ connState: 'SF', history: 'ShADdFf' }]);
  });

  it('turns round a flow that began before the capture when the port says who responds', () => {
    const { flows } = follow(['< PA:10@1', '> A@1']);
    expect(flows).toMatchObject([{ connState: 'OTH', history: '^dA', packets: [1, 1], bytes: [0, 10] }]);
  });

  it('takes the lower port for the responder where no port is documented', () => {
    const ends = { originator: '10.0.0.1:40000', responder: '10.0.0.2:8080' };
    expect(follow(['< PA:10@1', '> A@1'], ends).flows).toMatchObject([{ history: '^dA' }]);
    expect(follow(['> PA:10@1', '< A@1'], ends).flows).toMatchObject([{ history: '^Da' }]);
  });
});

describe('UDP', () => {
  const datagram = (from: string, to: string, ports: readonly [number, number], time: number) => ({
    bytes: packet()
      .ethernet()
      .ipv4({ from, to })
      .udp({ sourcePort: ports[0], destinationPort: ports[1] })
      .payload('x')
      .bytes(),
    time,
  });
  const question = datagram('10.0.0.1', '10.0.0.53', [53_000, 53], 0);
  const answer = datagram('10.0.0.53', '10.0.0.1', [53, 53_000], 1e6);

  it('is SF in both directions, else S0 or SHR', () => {
    const states = [[question], [question, answer], [answer]].map((frames) =>
      follow(frames).flows.map(({ connState }) => connState),
    );
    expect(states).toEqual([['S0'], ['SF'], ['SHR']]);
  });

  it('begins anew after a minute of silence', () => {
    const other = (time: number) => datagram('10.0.0.2', '10.0.0.53', [53_001, 53], time);
    const later = datagram('10.0.0.1', '10.0.0.53', [53_000, 53], 63e9);
    const { flows } = follow([question, answer, other(61e9), other(62e9), later]);
    expect(flows.map(({ packets }) => packets)).toEqual([
      [1, 1],
      [2, 0],
      [1, 0],
    ]);
  });
});
