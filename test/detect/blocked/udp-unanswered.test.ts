import { udpUnanswered } from '../../../src/detect/blocked/udp-unanswered.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, type FlowSketch, flowFacts, prohibited, reached, seen } from '../../support/flow-facts.ts';

/** A question for the time at each of these seconds, from one port. */
const asks = (seconds: number[], sketch: FlowSketch = {}) =>
  flowFacts({
    ...{ transport: 'udp', protocol: 'ntp', server: '17.253.14.125', port: 123, serverName: 'time.apple.com' },
    ...{ start: seconds[0], until: 10, packets: [seconds.length, 0] },
    observations: seconds.map((second) => seen('ntp-message', 0, second, { mode: 'client' })),
    ...sketch,
  });
const told = (start: number) => asks([start], { packets: [1, 1], bytes: [48, 48], succeeded: true });
const site = { server: '17.253.57.201', serverName: 'app-site-association.cdn-apple.com', candidates: [] };
const quic = (until: number, sketch: FlowSketch = {}) => ({
  ...flowFacts({ ...site, transport: 'udp', protocol: 'quic', until, packets: [4, 0], ...sketch }),
  watchedUntil: at(30).time,
});
const overTcp = reached({ ...site, start: 20 });

describeDetector(udpUnanswered, {
  silent: {
    'two questions': [asks([0, 4])],
    'three questions at the end of the capture': [asks([0, 1, 2], { until: 2 })],
    'a question that is answered later': [asks([0, 2, 4]), told(6)],
    'questions that ICMP answers, which is another rule': [asks([0, 2, 4], { icmp: [prohibited(0, { code: 3 })] })],
    'what a server says unasked': [
      asks([0, 2, 4], { observations: [seen('ntp-message', 0, 0, { mode: 'broadcast' })] }),
    ],
    'a time server that nothing documents': [
      asks([0, 2, 4], { server: '203.0.113.80', serverName: 'ntp.example.org' }),
    ],
    'only one direction': { flows: [asks([0, 2, 4])], limits: ['one-sided'] },
    'QUIC, and nothing tells whether TCP works': [quic(4)],
    'QUIC that the client gives up at once': [quic(0.3), overTcp],
    'QUIC to a host that is documented for TCP alone': [
      quic(4, { server: '54.93.120.41', serverName: 'acme.jamfcloud.com' }),
      reached({ start: 20 }),
    ],
    'syslog, which is never answered': [
      flowFacts({
        ...{ transport: 'udp', protocol: 'syslog', server: '10.20.6.51', port: 514, serverName: undefined },
        ...{ originatorRole: 'jamf-pro', site: [{ role: 'syslog', host: '10.20.6.51' }], packets: [9, 0] },
      }),
    ],
  },
  reports: {
    'questions that nobody answers': {
      flows: [asks([0, 2, 4], { id: 990 }), reached()],
      findings: [
        {
          cause: 'apple-device-setup time.apple.com ntp',
          confidence: 'strong',
          flows: [990],
          exhibits: [{ frames: [at(0), at(2), at(4)] }],
          parameters: {
            ...{ protocol: 'ntp', requests: 3, triedSeconds: 10, waitedSeconds: 0, refused: false, hearsOthers: true },
            signals: ['asked-again', 'hears-others'],
          },
        },
      ],
    },
    'each from a port of its own': {
      flows: [asks([0]), asks([2]), asks([4])],
      findings: [{ confidence: 'moderate', parameters: { requests: 3, hearsOthers: false, signals: ['asked-again'] } }],
    },
    'a lossy capture': {
      flows: [asks([0, 2, 4]), reached()],
      limits: ['lossy'],
      findings: [{ confidence: 'moderate' }],
    },
    'QUIC in vain, and TCP works': {
      flows: [quic(4), overTcp],
      findings: [
        {
          cause: 'apple-associated-domains app-site-association.cdn-apple.com quic',
          severity: 'info',
          confidence: 'strong',
          parameters: { protocol: 'quic', requests: 4, refused: false, signals: ['asked-again', 'tcp-works'] },
        },
      ],
    },
    'QUIC refused, and TCP works': {
      flows: [quic(0.1, { icmp: [prohibited(0)] }), overTcp],
      findings: [{ severity: 'info', parameters: { refused: true } }],
    },
  },
});
