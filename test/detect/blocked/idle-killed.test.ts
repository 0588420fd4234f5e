import type { Silence } from '../../../src/classify/flow-facts.ts';
import { idleKilled } from '../../../src/detect/blocked/idle-killed.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, COURIER_ADDRESS, type FlowSketch, prohibited, reached, rst } from '../../support/flow-facts.ts';

const silence = (from: number, until: number, by: 0 | 1 = 0): Silence => ({ from: at(from), until: at(until), by });
/** A push connection that is quiet for a quarter of an hour, and what comes then. */
const quiet = (sketch: FlowSketch = {}) =>
  reached({
    ...{ server: COURIER_ADDRESS, port: 5223, until: 901 },
    ...sketch,
    tcp: { fin: [undefined, undefined], silences: [silence(1, 900)], ...sketch.tcp },
  });
const reset = (seconds: number, more = {}) =>
  quiet({ tcp: { resets: [rst(seconds, { hopLimitBefore: 52, ...more })] } });
const firewalls = { hopLimit: 64 };
const icmp = (code: number) => quiet({ icmp: [prohibited(900.01, { code })] });

describeDetector(idleKilled, {
  silent: {
    'a flow that is quiet and goes on': [quiet()],
    'a RST as the server would send it': [reset(900.021)],
    'several of those, as load balancers end what is quiet': [reset(900.021), reset(900.021), reset(900.021)],
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
    'the server spoke first': {
      flows: [quiet({ icmp: [prohibited(900.01, { quotes: 1 })], tcp: { silences: [silence(1, 900, 1)] } })],
      findings: [{ parameters: { by: 'server' } }],
    },
  },
});
