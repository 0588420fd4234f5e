import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../src/catalogue/match.ts';
import type { Role } from '../../src/catalogue/role.ts';
import { ServiceAssigner } from '../../src/classify/assign-services.ts';
import { seen } from '../support/flow-facts.ts';

const assigner = new ServiceAssigner(createCatalogue());

interface Talk {
  readonly protocol?: string;
  readonly port: number;
  readonly client?: readonly Role[];
  readonly server?: readonly Role[];
  readonly announced?: boolean;
  readonly scep?: boolean;
}

/** Refs of what a talk between two hosts of the customer's is; `!` where the port is not documented. */
const refs = ({ protocol = 'unknown', port, client = [], server = [], announced = false, scep = false }: Talk) =>
  assigner
    .assign({
      transport: 'tcp',
      serverAddress: '10.1.1.1',
      serverPort: port,
      name: undefined,
      protocol,
      observations: scep ? [seen('http-request', 0, 1, { form: 'origin', scep: 'GetCACert' })] : [],
      clientRoles: client,
      serverRoles: server,
      announced,
    })
    .map(
      ({ row, portDocumented, protocolDocumented }) =>
        `${row.ref}${portDocumented ? '' : '!'}${protocolDocumented ? '' : '?'}`,
    );

describe('what a known client speaks', () => {
  it.each<[string, Talk, string[]]>([
    ['MySQL from Jamf Pro is its database', { protocol: 'mysql', port: 3306, client: ['jamf-pro'] }, ['S3']],
    ['on another port too', { protocol: 'mysql', port: 3307, client: ['jamf-pro'] }, ['S3!']],
    ['LDAP from Jamf Pro is the directory', { protocol: 'ldap', port: 389, client: ['jamf-pro'] }, ['S14', 'S36']],
    ['or the LDAP proxy, by its port', { protocol: 'ldap', port: 8389, client: ['jamf-pro'] }, ['S35']],
    [
      'LDAP from the Infrastructure Manager',
      { protocol: 'ldap', port: 389, client: ['infrastructure-manager'] },
      ['S36'],
    ],
    ['SMTP', { protocol: 'smtp', port: 587, client: ['jamf-pro'] }, ['S15']],
    ['syslog', { protocol: 'syslog', port: 514, client: ['jamf-pro'] }, ['S16']],
    ['memcached', { protocol: 'memcached', port: 11211, client: ['jamf-pro'] }, ['S19']],
    ['DCOM from the AD CS Connector', { protocol: 'dcerpc', port: 50_123, client: ['adcs-connector'] }, ['S41']],
    ['an operation of SCEP', { protocol: 'http', port: 80, client: ['jamf-pro'], scep: true }, ['S13']],
    ['of somebody else is not Jamf’s', { protocol: 'http', port: 80, client: ['managed-device'], scep: true }, []],
    ['a file server is nobody’s in particular', { protocol: 'smb', port: 445, client: ['managed-computer'] }, []],
    ['nor is the web', { protocol: 'tls', port: 443, client: ['jamf-pro'] }, []],
    ['nor what somebody unknown speaks', { protocol: 'mysql', port: 3306 }, []],
    ['nor an attempt', { port: 3306, client: ['jamf-pro'] }, []],
    [
      'a device does not speak MySQL to Jamf’s database',
      { protocol: 'mysql', port: 3306, client: ['managed-device'] },
      [],
    ],
  ])('%s', (_, talk, expected) => {
    expect(refs(talk)).toEqual(expected);
  });
});

describe('a port that is handed out', () => {
  const both = { client: ['adcs-connector'], server: ['adcs'] } as const;
  it.each<[string, Talk, string[]]>([
    ['is met by content', { protocol: 'dcerpc', port: 50_123, ...both }, ['S41']],
    ['or by an attempt, where the server named it', { port: 50_123, announced: true, ...both }, ['S41']],
    ['also outside the documented range', { port: 5100, announced: true, ...both }, ['S41!']],
    ['an attempt at any high port is a guess', { port: 50_123, ...both }, []],
    ['the port of the mapper itself is none', { port: 135, ...both }, ['S41']],
    ['other ports stay misplaced', { protocol: 'dcerpc', port: 5100, ...both }, ['S41!']],
  ])('%s', (_, talk, expected) => {
    expect(refs(talk)).toEqual(expected);
  });
});

describe('the server of a known role', () => {
  const jim: readonly Role[] = ['infrastructure-manager'];
  it.each<[string, Talk, string[]]>([
    ['is met on its port, by an attempt too', { port: 3306, server: ['mysql'] }, ['S3']],
    ['speaks its protocol on another port', { protocol: 'mysql', port: 3307, server: ['mysql'] }, ['S3!']],
    ['or something else on its own', { protocol: 'ssh', port: 3306, server: ['mysql'] }, ['S3?']],
    ['does other things beside', { protocol: 'ssh', port: 22, server: ['mysql'] }, []],
    ['and other web sites', { protocol: 'tls', port: 9090, server: ['mysql'] }, []],
    ['Jamf Pro has nothing but TLS', { protocol: 'tls', port: 9443, server: ['jamf-pro'] }, ['S1!']],
    ['is told apart by port', { protocol: 'http', port: 8081, server: jim }, ['S37']],
    ['TLS on a port that may be moved', { protocol: 'tls', port: 9636, server: jim, client: ['jamf-pro'] }, ['S35!']],
    ['HL7 of somebody unknown', { protocol: 'hl7', port: 2575, server: jim }, ['S38']],
    ['and by protocol', { protocol: 'hl7', port: 2575, server: jim, client: ['hl7-interface'] }, ['S38']],
    ['serves the company: without a client it is a guess', { protocol: 'ldap', port: 389, server: ['ldap'] }, []],
    [
      'with one it is none',
      { protocol: 'ldap', port: 389, server: ['ldap'], client: ['infrastructure-manager'] },
      ['S36'],
    ],
    ['SSH to a Mac needs both', { protocol: 'ssh', port: 22, server: ['managed-computer'] }, []],
    [
      'an administrator’s',
      { protocol: 'ssh', port: 22, server: ['managed-device'], client: ['admin-workstation'] },
      ['S29', 'S33'],
    ],
    [
      'a distribution point',
      { protocol: 'smb', port: 445, server: ['distribution-point'], client: ['managed-computer'] },
      ['S27'],
    ],
    ['of somebody unknown', { protocol: 'smb', port: 445, server: ['distribution-point'] }, ['S27', 'S32']],
  ])('%s', (_, talk, expected) => {
    expect(refs(talk)).toEqual(expected);
  });
});
