import { configurable } from '../../../src/detect/ports/configurable.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, type FlowSketch, reached, seen, unanswered } from '../../support/flow-facts.ts';

const MANAGER = '10.30.0.9';
const site = [{ role: 'infrastructure-manager', host: MANAGER }] as const;
const toManager = (sketch: FlowSketch = {}) => reached({ server: MANAGER, serverName: undefined, site, ...sketch });
const hl7 = (port: number, sketch: FlowSketch = {}) =>
  toManager({ protocol: 'hl7', originatorRole: 'hl7-interface', port, ...sketch });
const ldap = (port: number, sketch: FlowSketch = {}) =>
  toManager({ protocol: 'ldap', originatorRole: 'jamf-pro', port, ...sketch });
const health = (port: number) => toManager({ protocol: 'http', port });

describeDetector(configurable, {
  silent: {
    'the suggested ports': [hl7(2575), ldap(8389), health(8081)],
    'a port that the site declares': [hl7(3575, { site: [{ ...site[0], ports: [3575] }] })],
    'another protocol on the port of this one': [
      toManager({ protocol: 'ssh', originatorRole: 'hl7-interface', port: 2575 }),
    ],
    'another program on the host': [toManager({ protocol: 'ssh', port: 22 })],
    'a service with a port of its own': [reached({ port: 8444 })],
    'an attempt': [unanswered([0, 1, 3], { server: MANAGER, port: 3575, serverName: undefined, site })],
    'a client that is not answered': [hl7(3575, { bytes: [100, 0] })],
  },
  reports: {
    'HL7 on another port (S38)': {
      flows: [hl7(3575, { id: 3001 }), hl7(3575, { id: 3002, start: 9 })],
      findings: [
        {
          cause: `infrastructure-manager ${MANAGER}:3575`,
          confidence: 'strong',
          services: ['healthcare-listener-hl7'],
          flows: [3001, 3002],
          parameters: { port: 3575, suggested: ['TCP 2575'], protocol: 'hl7' },
        },
      ],
    },
    'the LDAP Proxy on the port of LDAP (S35)': {
      flows: [ldap(389, { observations: [seen('ldap-bind', 0, 0.3)] })],
      findings: [
        {
          services: ['jamf-pro-ldap-proxy'],
          exhibits: [{ frames: [at(0.3)] }],
          parameters: { port: 389, suggested: ['TCP 8389', 'TCP 8636'], protocol: 'ldap' },
        },
      ],
    },
    'HTTP, which says little (S37)': {
      flows: [health(9090)],
      findings: [
        { confidence: 'moderate', services: ['ldap-proxy-health-check'], parameters: { suggested: ['TCP 8081'] } },
      ],
    },
  },
});
