import { expect } from 'vitest';
import { createCatalogue } from '../../../src/catalogue/match.ts';
import { redirected } from '../../../src/detect/inspection/redirected.ts';
import { APPLE_ISSUER, COMPANY_ISSUER, certificate, type Names, presented } from '../../support/certificates.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, COURIER, COURIER_ADDRESS, type FlowSketch, greeted, reached } from '../../support/flow-facts.ts';

const push = (server: string, sketch: FlowSketch = {}) =>
  reached({ server, port: 5223, serverName: COURIER, ...sketch });
const showing = (issuer: Names) => push('151.101.3.90', { observations: presented(0.04, certificate(issuer)) });

describeDetector(redirected, {
  silent: {
    "Apple's addresses": [push(COURIER_ADDRESS), push('2620:149:a44:f00::20'), push('17.1.2.3')],
    'the configuration, from a content network': [
      push('23.46.63.91', { serverName: 'init-p01st.push.apple.com', port: 80, protocol: 'http' }),
      push('23.46.63.91', { serverName: 'init.push.apple.com', port: 443 }),
    ],
    'a translated address': [push('64:ff9b::1139:9014'), push('2001:db8:64::1139:9014')],
    'nobody answered': [greeted({ server: '151.101.3.90', port: 5223, serverName: COURIER })],
    'another name': [reached({ server: '151.101.3.90' })],
    'a proxy that was asked': [push('10.20.0.8', { port: 3128, protocol: 'socks', observations: [] })],
    'a tunnel that may begin in front of the capture': [push('10.20.0.8', { port: 3128, tcp: { midStream: true } })],
    'a server that the site declares': {
      flows: [push('10.20.0.9')],
      catalogue: createCatalogue({ hosts: [{ role: 'proxy', host: '10.20.0.9' }] }),
    },
  },
  reports: {
    'a push name elsewhere in the internet': {
      flows: [push('151.101.3.90', { id: 940 })],
      findings: [
        {
          cause: 'managed-device-apns *.push.apple.com 151.101.3.90',
          confidence: 'strong',
          flows: [940],
          exhibits: [{ frames: [at(0.021), at(0.041)] }],
          parameters: { network: '', answeredBy: 'unknown' },
        },
      ],
    },
    inside: {
      flows: [push('10.20.6.90')],
      findings: [{ confidence: 'strong', parameters: { network: 'private network' } }],
    },
    'in IPv6': { flows: [push('2001:db8:6::90')], findings: [{ confidence: 'strong' }] },
    'a name from the DNS alone': {
      flows: [push('151.101.3.90', { nameFrom: 'dns' })],
      findings: [{ confidence: 'moderate', doubt: { why: 'name-elsewhere' } }],
    },
    'with the certificate of Apple, or another': {
      flows: [showing(COMPANY_ISSUER)],
      findings: [{ parameters: { answeredBy: 'other' } }],
    },
    'through a relay': { flows: [showing(APPLE_ISSUER)], findings: [{ parameters: { answeredBy: 'apple' } }] },
    'two addresses, two causes': {
      flows: [push('151.101.3.90'), push('151.101.3.91')],
      findings: [{ cause: expect.stringContaining('.90') }, { cause: expect.stringContaining('.91') }],
    },
  },
});
