import { expect } from 'vitest';
import { synUnanswered } from '../../../src/detect/blocked/syn-unanswered.ts';
import { describeDetector } from '../../support/detector-table.ts';
import {
  at,
  CLIENT,
  COURIER_ADDRESS,
  flowFacts,
  prohibited,
  reached,
  refused,
  unanswered,
} from '../../support/flow-facts.ts';

/** Both directions were captured: the client's resolver answered. */
const dns = flowFacts({
  transport: 'udp',
  server: '10.20.0.1',
  port: 53,
  packets: [1, 1],
  serverName: undefined,
  protocol: 'dns',
});
const push = { server: COURIER_ADDRESS, port: 5223 };
const dead = unanswered([0, 1, 3], { id: 900 });
const IPV6 = { client: '2001:db8:20::15', server: '2a05:d014:5e2:4a01::41' };

const INPUT = { path: 'x.pcapng', complete: true, problems: [] };

describeDetector(synUnanswered, {
  silent: {
    'a client that got an ICMP error which the snaplen cut': {
      flows: [dns, dead],
      capture: { unreadErrors: new Set([CLIENT]) },
    },
    'a capture of one direction': { flows: [dns, dead], limits: ['one-sided'] },
    'a lost race: IPv6 fails, IPv4 works after 200 ms': [dns, unanswered([0, 1], IPV6), reached({ start: 0.2 })],
    'a lost race between ports: 443 works beside 5223': [
      unanswered([0, 1], push),
      reached({ ...push, port: 443, start: 0.3 }),
    ],
    'a first port whose fallback works later: another rule says so': [
      unanswered([0, 1, 3], push),
      reached({ ...push, port: 443, start: 8 }),
    ],
    'a port that nothing documents': [dns, unanswered([0, 1, 3], { port: 9443 })],
    'a host that nothing documents': [dns, unanswered([0, 1, 3], { serverName: 'intranet.example.org' })],
    'a service that was switched off': [
      dns,
      unanswered([0, 1, 3], { server: '17.188.137.190', port: 2195, serverName: 'gateway.push.apple.com' }),
    ],
    'silence beside an ICMP verdict on the same server': [
      unanswered([0], { icmp: [prohibited(0.1)] }),
      unanswered([5, 6, 8]),
    ],
    'one SYN that was not sent again, of a client that gets through at other times': [
      dns,
      unanswered([0], { until: 60 }),
      reached({ start: 70 }),
    ],
    'one SYN at the end': [dns, unanswered([0], { until: 0.2 })],
  },
  reports: {
    'push that is dead although the bag could be fetched just before': {
      flows: [
        reached({ server: '23.46.63.91', serverName: 'init-p01st.push.apple.com', port: 80, protocol: 'http' }),
        unanswered([0.1, 1.1, 3.1], push),
        unanswered([8, 9, 11], { ...push, port: 443 }),
      ],
      findings: [{ cause: 'managed-device-apns *.push.apple.com', confidence: 'strong', flows: { length: 2 } }],
    },
    'one client of a span port on which others of the other family get through': {
      flows: [dns, unanswered([0, 1, 3], IPV6), reached({ client: '10.20.0.30', start: 0.2 })],
      findings: [{ parameters: { tries: 3 } }],
    },
    'one SYN, and never a success': {
      flows: [dns, unanswered([0], { until: 60 })],
      findings: [{ confidence: 'moderate', parameters: { tries: 1 } }],
    },
    'three SYNs and nothing, where the recorder lost many packets': {
      flows: [dns, dead],
      limits: ['lossy', 'dropped-by-kernel'],
      capture: { packets: 8, inputs: [{ ...INPUT, dropped: 40 }] },
      findings: [{ confidence: 'weak', parameters: { recorder: 'lost', tries: 3 } }],
    },
    'the same, where it lost a few': {
      flows: [dns, dead],
      limits: ['lossy', 'dropped-by-kernel'],
      capture: { packets: 8000, inputs: [{ ...INPUT, dropped: 40 }] },
      findings: [{ confidence: 'moderate' }],
    },
    'SYNs that the recording machine itself threw away': {
      flows: [dns, dead],
      limits: ['dropped-by-kernel'],
      capture: { inputs: [{ ...INPUT, kernelDrops: { packets: 1, frames: [at(1).frame], places: ['pf_test'] } }] },
      findings: [{ confidence: 'weak', parameters: { recorder: 'refused' } }],
    },
    'three SYNs and nothing': {
      flows: [dns, dead],
      findings: [
        {
          cause: 'jamf-pro-https *.jamfcloud.com',
          confidence: 'strong',
          flows: [900],
          services: expect.arrayContaining(['jamf-pro-https']),
          exhibits: [{ frames: [at(0), at(1), at(3)] }],
          parameters: {
            tries: 3,
            triedSeconds: 3,
            waitedSeconds: 7,
            answeringPorts: [],
            clientReachesOthers: false,
            heard: true,
            signature: 'SYN → ∅',
          },
        },
      ],
    },
    'two tries only': { flows: [dns, unanswered([0, 1])], findings: [{ confidence: 'moderate' }] },
    'two flows of one try': {
      flows: [dns, unanswered([0]), unanswered([20])],
      findings: [{ confidence: 'strong', parameters: { tries: 1 } }],
    },
    'a client that hears nothing at all': {
      flows: [dead],
      findings: [{ confidence: 'moderate', parameters: { heard: false } }],
    },
    'a client that hears nothing, of a server that reaches others from here': {
      flows: [dead, reached({ client: dead.responder.address, server: '203.0.113.80', serverName: 'www.example.org' })],
      findings: [{ confidence: 'strong' }],
    },
    'a client that reached the host at another time': {
      flows: [dead, reached({ start: 100 })],
      findings: [{ confidence: 'moderate' }],
    },
    'a capture that lost packets': { flows: [dns, dead], limits: ['lossy'], findings: [{ confidence: 'moderate' }] },
    'two clients, one cause': {
      flows: [dns, dead, unanswered([0, 1, 3], { id: 901, client: '10.20.0.21' })],
      findings: [{ flows: [900, 901] }],
    },
    'both push ports, one cause': {
      flows: [
        dns,
        unanswered([0, 1, 3], { ...push, id: 902 }),
        unanswered([9, 10, 12], { ...push, id: 903, port: 443 }),
      ],
      findings: [
        { cause: 'managed-device-apns *.push.apple.com', flows: [902, 903], parameters: { answeringPorts: [] } },
      ],
    },
    'a server that answers on another port, and a client that reaches others': {
      flows: [
        unanswered([0, 1, 3], push),
        reached({ client: '10.20.0.99', server: COURIER_ADDRESS, port: 443, serverName: 'other.example.org' }),
        reached({ serverName: 'www.example.org', server: '203.0.113.80' }),
      ],
      findings: [{ confidence: 'strong', parameters: { answeringPorts: [443], clientReachesOthers: true } }],
    },
    'an address that other names share': {
      flows: [dns, unanswered([0, 1, 3], { candidates: ['acme.jamfcloud.com', 'cdn.example.net'] })],
      findings: [{ confidence: 'moderate', doubt: { why: 'several-names' } }],
    },
    'a first port that does work at times, beside its fallback': {
      flows: [unanswered([0, 1, 3], push), reached({ ...push, port: 443, start: 8 }), reached({ ...push, start: 50 })],
      findings: [{ confidence: 'moderate' }],
    },
    'the success of another client is no excuse': {
      flows: [dns, dead, reached({ client: '10.20.0.99', start: 0.2 })],
      findings: [{ confidence: 'strong', parameters: { answeringPorts: [] } }],
    },
    'another host of the same kind is no excuse either': {
      flows: [dns, dead, reached({ serverName: 'other.jamfcloud.com', server: '54.93.120.42', start: 0.2 })],
      findings: [{ confidence: 'strong', parameters: { clientReachesOthers: true } }],
    },
    'refusals of the same host are another cause': {
      flows: [dns, dead, refused({ client: CLIENT })],
      findings: [{ flows: [900] }],
    },
  },
});
