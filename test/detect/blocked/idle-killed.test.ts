import type { Silence } from '../../../src/classify/flow-facts.ts';
import { idleKilled } from '../../../src/detect/blocked/idle-killed.ts';
import { describeDetector } from '../../support/detector-table.ts';
import {
  at,
  COURIER_ADDRESS,
  type FlowSketch,
  prohibited,
  reached,
  rst,
  unanswered,
} from '../../support/flow-facts.ts';

const silence = (from: number, until: number, by: 0 | 1 = 0, repeats: readonly number[] = []): Silence => ({
  ...{ from: at(from), until: at(until), by },
  ...{ repeats: repeats.map(at), repeated: repeats.length },
});
/** A push connection that is quiet for a quarter of an hour, and what comes then. */
const quiet = (sketch: FlowSketch = {}) =>
  reached({
    ...{ server: COURIER_ADDRESS, port: 5223, until: 901 },
    ...sketch,
    tcp: { fin: [undefined, undefined], silences: [silence(1, 900)], ...sketch.tcp },
  });
const reset = (seconds: number, more = {}) =>
  quiet({ tcp: { resets: [rst(seconds, { hopLimitBefore: 52, ...more })] } });
/** Quiet from second 1 to 900, and then nobody answers. */
const dead = (sketch: FlowSketch = {}) => {
  const last = silence(1, 900, 0, [900.2, 900.6, 901.4]);
  return quiet({ until: 905, ...sketch, tcp: { silences: [last], unanswered: last, ...sketch.tcp } });
};
const later = (sketch: FlowSketch = {}) => quiet({ start: 910, until: 915, tcp: { silences: [] }, ...sketch });
const PUSH = { server: COURIER_ADDRESS, port: 5223 };
const WEB = { server: '54.93.120.41', port: 443 };
/** The client speaks to Jamf Cloud in the silence. */
const awake = () => quiet({ ...WEB, start: 450, until: 451, tcp: { silences: [], fin: [at(451), at(451)] } });
const firewalls = { hopLimit: 64 };
const icmp = (code: number) => quiet({ icmp: [prohibited(900.01, { code })] });

describeDetector(idleKilled, {
  silent: {
    'a flow that is quiet and goes on': [quiet()],
    'a RST as the server would send it': [reset(900.021)],
    'several of those, as load balancers end what is quiet': [reset(900.021), reset(900.021), reset(900.021)],
    'nobody answers, and nothing else is known': [dead()],
    'nobody answers several, and nothing else is known': [dead(), dead({ client: '10.20.0.16' })],
    'nobody answers, nor what comes later': [dead(), unanswered([910, 911], { ...PUSH })],
    'nobody answers, nor others, who were asked before': [
      dead(),
      awake(),
      unanswered([600, 601], { ...PUSH, client: '10.20.0.16' }),
    ],
    'a client that wakes': [dead(), quiet({ ...WEB, until: 905, tcp: { silences: [silence(2, 901)] } }), later()],
    'only one direction of most flows is there': { flows: [dead(), awake(), later()], limits: ['one-sided'] },
    'a server that nothing documents': [{ ...reset(900.0001, firewalls), services: [], serverName: 'www.example.org' }],
  },
  reports: {
    'a RST that came too soon': {
      flows: [{ ...reset(900.0001, firewalls), id: 995 }, quiet({ start: 1000, tcp: { silences: [] } })],
      findings: [
        {
          cause: 'managed-device-apns *.push.apple.com',
          confidence: 'strong',
          flows: [995],
          exhibits: [{ frames: [at(1), at(900), at(900.0001)] }],
          parameters: {
            ...{ quietSeconds: 899, by: 'client', resetAfterMs: 0.1, rttMs: 20, resetHopLimit: 64, serverHopLimit: 52 },
            ...{ worksAgain: true, signals: ['forged-reset'] },
          },
        },
      ],
    },
    'a RST with another hop limit, which a new way explains as well': {
      flows: [reset(900.021, firewalls)],
      findings: [{ confidence: 'moderate', parameters: { worksAgain: false } }],
    },
    'several of those': {
      flows: [reset(900.021, firewalls), reset(900.021, firewalls)],
      findings: [{ confidence: 'strong', parameters: { signals: ['forged-reset', 'several-flows'] } }],
    },
    'a device that says so': {
      flows: [icmp(10)],
      findings: [
        {
          cause: 'managed-device-apns *.push.apple.com 10.20.0.1',
          confidence: 'strong',
          parameters: { router: '10.20.0.1', version: 4, type: 3, code: 10, signals: ['prohibited'] },
        },
      ],
    },
    'a device that reaches nobody': { flows: [icmp(1)], findings: [{ confidence: 'moderate' }] },
    'a shorter silence before': {
      flows: [
        quiet({
          tcp: { silences: [silence(1, 200), silence(201, 900)], resets: [rst(900.0001, firewalls)] },
        }),
      ],
      findings: [{ parameters: { quietSeconds: 699, survivedSeconds: 199 } }],
    },
    'nobody answers, the server is there, and the client was awake': {
      flows: [dead({ id: 994 }), awake(), later()],
      findings: [
        {
          cause: 'managed-device-apns *.push.apple.com unanswered',
          confidence: 'strong',
          flows: [994],
          exhibits: [{ frames: [at(1), at(900), at(900.2), at(900.6), at(901.4)] }],
          parameters: {
            ...{ quietSeconds: 899, by: 'client', tries: 4, triedSeconds: 1.4, worksAgain: true },
            signals: ['server-accepts', 'client-awake', 'unanswered'],
          },
        },
      ],
    },
    'nobody answers, and the server is there': {
      flows: [dead(), later()],
      findings: [{ confidence: 'moderate', parameters: { signals: ['server-accepts', 'unanswered'] } }],
    },
    'nobody answers, and the client was awake': {
      flows: [dead(), awake()],
      findings: [
        { confidence: 'moderate', parameters: { signals: ['client-awake', 'unanswered'], worksAgain: false } },
      ],
    },
    'nobody answers, and another courier does': {
      flows: [dead(), later({ server: '17.57.146.137', serverName: '7-courier.push.apple.com' })],
      findings: [{ confidence: 'moderate', parameters: { signals: ['unanswered', 'works-again'], worksAgain: true } }],
    },
    'nobody answers a server that asks, which does not sleep': {
      flows: [
        dead({ originatorRole: 'jamf-pro' }),
        quiet({ ...WEB, until: 905, tcp: { silences: [silence(2, 901)] } }),
        later({ originatorRole: 'jamf-pro' }),
      ],
      findings: [
        { confidence: 'strong', parameters: { signals: ['server-accepts', 'client-is-server', 'unanswered'] } },
      ],
    },
    'nobody answers, and packets are missing': {
      flows: [dead(), awake(), later()],
      limits: ['lossy'],
      findings: [{ confidence: 'moderate' }],
    },
    'the server spoke first': {
      flows: [quiet({ icmp: [prohibited(900.01, { quotes: 1 })], tcp: { silences: [silence(1, 900, 1)] } })],
      findings: [{ parameters: { by: 'server' } }],
    },
  },
});
