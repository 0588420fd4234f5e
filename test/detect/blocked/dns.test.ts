import { expect } from 'vitest';
import { createCatalogue } from '../../../src/catalogue/match.ts';
import type { ServiceRow } from '../../../src/catalogue/service-row.ts';
import { ROWS } from '../../../src/catalogue/tables.ts';
import { dns } from '../../../src/detect/blocked/dns.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { dnsFlow, dnsQuery, lookup, RESOLVER } from '../../support/dns-observations.ts';
import { at, COURIER, type FlowSketch, reached, TENANT, unanswered } from '../../support/flow-facts.ts';

/** Jamf's own tables name nothing below example.net. */
const PLUGGED_IN: ServiceRow = {
  ...ROWS.find(({ ref }) => ref === 'S30')!,
  id: 'example-crash-reports',
  ref: 'X:crash-reports',
  hosts: [{ name: 'crash.example.net' }],
};

const denied = (seconds: number, sketch: FlowSketch = {}) => lookup(COURIER, seconds, { code: 3 }, sketch);
const answered = (name: string, seconds: number, sketch: FlowSketch = {}) =>
  lookup(name, seconds, { addresses: ['54.93.120.41'] }, sketch);
const unheard = (seconds: number, sketch: FlowSketch = {}) =>
  dnsFlow([dnsQuery(TENANT, seconds)], { until: 60, ...sketch });
const told = (name: string, seconds: number, address: string) => lookup(name, seconds, { addresses: [address] });

describeDetector(dns, {
  silent: {
    'one query, however long': [unheard(0, { until: 30 })],
    'queries of a client that goes to the host all the same': [
      unheard(0),
      unheard(20),
      reached({ start: 1 }),
      unanswered([20.5, 21.5]),
    ],
    'an answer that came with the next try': [denied(0), answered(COURIER, 1)],
    'an answer of another resolver': [denied(0), answered(COURIER, 0.5, { server: '10.20.0.2' })],
    'an answer over TCP': [denied(0), answered(COURIER, 2, { transport: 'tcp' })],
    'a name that no row in force documents': [
      lookup('crash.example.net', 0, { code: 3 }),
      lookup('jss.corp.example', 2, { code: 3 }),
    ],
    'an answer to A, an error for AAAA': [answered(TENANT, 0), lookup(TENANT, 0.02, { type: 28, code: 2 })],
    'an answer over the other family': [
      denied(0),
      answered(COURIER, 1, { client: '2001:db8:20::15', server: '2001:db8:20::1' }),
    ],
    'a private address of a host that the site declares': {
      flows: [told('jss.corp.example', 0, '10.1.2.3'), told('jss.corp.example', 9, '10.1.2.3')],
      catalogue: createCatalogue({ hosts: [{ role: 'jamf-pro', host: 'jss.corp.example' }] }),
    },
    'one query at the end of the capture': [unheard(0, { until: 2.5 })],
    'silence in a capture of one direction': { flows: [unheard(0), unheard(3)], limits: ['one-sided'] },
    'no data': [lookup(TENANT, 0, {}), lookup(TENANT, 1, {})],
    'a private address that the client went on to use': [
      told(TENANT, 0, '10.1.2.3'),
      reached({ server: '10.1.2.3', start: 1 }),
    ],
  },
  reports: {
    'the name of a row that a plug-in adds': {
      flows: [lookup('crash.example.net', 0, { code: 3 }), lookup('crash.example.net', 2, { code: 3 })],
      catalogue: createCatalogue(undefined, [...ROWS, PLUGGED_IN]),
      findings: [{ cause: `example-crash-reports crash.example.net ${RESOLVER}`, services: ['example-crash-reports'] }],
    },
    "the name of the site's own server": {
      flows: [lookup('jss.corp.example', 0, { code: 3 }), lookup('jss.corp.example', 2, { code: 3 })],
      catalogue: createCatalogue({ hosts: [{ role: 'jamf-pro', host: 'jss.corp.example' }] }),
      findings: [{ cause: `jamf-pro jss.corp.example ${RESOLVER}`, confidence: 'strong' }],
    },
    'a name that is denied, and its host reached afterwards by an address from elsewhere': {
      flows: [lookup(TENANT, 0, { code: 3 }), lookup(TENANT, 3, { code: 3 }), reached({ start: 9 })],
      findings: [{ severity: 'warning', confidence: 'strong', parameters: { reached: true } }],
    },
    'a name that is denied from now on': {
      flows: [reached({ start: 1 }), lookup(TENANT, 20, { code: 3 }), lookup(TENANT, 23, { code: 3 })],
      findings: [{ confidence: 'strong', parameters: { reached: false } }],
    },
    'a name that is denied to two clients, of which one gets there all the same': {
      flows: [
        lookup(TENANT, 0, { code: 3 }),
        lookup(TENANT, 3, { code: 3 }, { client: '10.20.0.16' }),
        reached({ start: 9 }),
      ],
      findings: [{ parameters: { reached: false } }],
    },
    'a name that is denied again and again': {
      flows: [denied(0, { id: 960 }), denied(3, { id: 961 })],
      findings: [
        {
          cause: `managed-device-apns *.push.apple.com ${RESOLVER}`,
          confidence: 'strong',
          services: expect.arrayContaining(['managed-device-apns']),
          flows: [960, 961],
          exhibits: [{ frames: [at(0.01)] }, { frames: [at(3.01)] }],
          parameters: { names: [COURIER], server: RESOLVER, outcome: 'nxdomain', answers: [], queries: 2 },
        },
      ],
    },
    'a name that is denied once': { flows: [denied(0)], findings: [{ confidence: 'moderate' }] },
    'A and AAAA of one look-up are no repetition': {
      flows: [denied(0), lookup(COURIER, 0, { type: 28, code: 3 })],
      findings: [{ confidence: 'moderate' }],
    },
    'an answer long before does not clear what is denied now': {
      flows: [answered(COURIER, 0), denied(600), denied(605)],
      findings: [{ confidence: 'strong' }],
    },
    'answers to various clients of the other family do not clear it': {
      flows: [0, 60, 120].flatMap((start, n) => [
        denied(start),
        answered(COURIER, start + 1, { client: `2001:db8:20::${n + 30}`, server: '2001:db8:20::1' }),
      ]),
      findings: [{ confidence: 'strong', parameters: { queries: 3 } }],
    },
    'an answer to another client does not clear it': {
      flows: [denied(0), denied(1), answered(COURIER, 2, { client: '10.20.0.99' })],
      findings: [{ confidence: 'strong' }],
    },
    'two resolvers, two causes': {
      flows: [denied(0), denied(1, { server: '10.20.0.2' })],
      findings: [{ parameters: { server: RESOLVER } }, { parameters: { server: '10.20.0.2' } }],
    },
    'two names of one pattern': {
      flows: [denied(0), lookup('2-courier.push.apple.com', 1, { code: 3 })],
      findings: [{ parameters: { names: [COURIER, '2-courier.push.apple.com'] } }],
    },
    'silence, queried twice, to a client that hears others': {
      flows: [unheard(0), unheard(2), answered('other.jamfcloud.com', 9, { server: '10.20.0.2' })],
      findings: [
        {
          confidence: 'strong',
          parameters: { outcome: 'no-answer', queries: 2, triedSeconds: 2, waitedSeconds: 58 },
        },
      ],
    },
    'silence in a capture that lost packets': {
      flows: [unheard(0), unheard(2), answered('other.jamfcloud.com', 9, { server: '10.20.0.2' })],
      limits: ['lossy'],
      findings: [{ confidence: 'moderate' }],
    },
    'a refusal in a capture that lost packets': {
      flows: [lookup(TENANT, 0, { code: 5 }), lookup(TENANT, 1, { code: 5 })],
      limits: ['lossy'],
      findings: [{ confidence: 'strong' }],
    },
    'silence to a client that hears nothing': {
      flows: [unheard(0), unheard(2)],
      findings: [{ confidence: 'moderate' }],
    },
    'REFUSED, again': {
      flows: [lookup(TENANT, 0, { code: 5 }), lookup(TENANT, 1, { code: 5 })],
      findings: [{ confidence: 'strong', parameters: { outcome: 'refused' } }],
    },
    'SERVFAIL of a resolver that answers nothing else': {
      flows: [lookup(TENANT, 0, { code: 2 }), lookup(TENANT, 1, { code: 2 })],
      findings: [{ confidence: 'moderate' }],
    },
    'SERVFAIL of a resolver that answers others': {
      flows: [lookup(TENANT, 0, { code: 2 }), lookup(TENANT, 1, { code: 2 }), answered(COURIER, 2)],
      findings: [{ confidence: 'strong' }],
    },
    '0.0.0.0': {
      flows: [told(TENANT, 0, '0.0.0.0')],
      findings: [{ confidence: 'conclusive', parameters: { outcome: 'unspecified-address', answers: ['0.0.0.0'] } }],
    },
    'an extended error': {
      flows: [lookup(TENANT, 0, { code: 3, extendedErrors: [{ code: 15, name: 'Blocked', text: '' }] })],
      findings: [{ confidence: 'conclusive', parameters: { outcome: 'extended-error', extendedError: 'Blocked' } }],
    },
    'the block page of Cisco Umbrella': {
      flows: [told(TENANT, 0, '146.112.61.104')],
      findings: [{ confidence: 'conclusive', parameters: { product: 'Cisco Umbrella block page' } }],
    },
    'an address that a parking host reuses, for one name': {
      flows: [told('gdmf.apple.com', 0, '208.91.112.55')],
      findings: [{ confidence: 'moderate' }],
    },
    'the same address for two names': {
      flows: [told(COURIER, 0, '208.91.112.55'), told('2-courier.push.apple.com', 1, '208.91.112.55')],
      findings: [{ confidence: 'strong' }],
    },
    "a private address for Apple's host": {
      flows: [told('gdmf.apple.com', 0, '192.168.1.9')],
      findings: [{ confidence: 'strong', parameters: { outcome: 'private-address' } }],
    },
    'a private address for the tenant, which the site may serve itself': {
      flows: [told(TENANT, 0, '192.168.1.9')],
      findings: [{ confidence: 'moderate' }],
    },
    'loopback for the tenant': { flows: [told(TENANT, 0, '127.0.0.1')], findings: [{ confidence: 'strong' }] },
    'a carrier-grade NAT address': {
      flows: [told('gdmf.apple.com', 0, '100.64.3.4')],
      findings: [{ confidence: 'moderate' }],
    },
  },
});
