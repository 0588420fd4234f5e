import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../src/catalogue/match.ts';
import { ServiceAssigner } from '../../src/classify/assign-services.ts';
import { type EvidentFlow, roleEvidence } from '../../src/classify/role-evidence.ts';
import { seen } from '../support/flow-facts.ts';

const catalogue = createCatalogue();
const assigner = new ServiceAssigner(catalogue);
const FLOW: EvidentFlow = {
  id: 7,
  serverPort: 8443,
  name: undefined,
  services: [],
  observations: [],
  proxied: false,
  succeeded: true,
};

/** `> role` of the originator, `< role` of the responder. */
const told = (flow: Partial<EvidentFlow>) =>
  roleEvidence({ ...FLOW, ...flow }).map(({ side, role }) => `${side === 0 ? '>' : '<'} ${role}`);

const opening = (query: Parameters<typeof catalogue.classifyEndpoint>[0]) => ({
  name: query.name,
  services: catalogue.classifyEndpoint(query),
});

describe('the client of a row that tells it', () => {
  it.each<[string, string, number]>([
    ['> managed-device', '1-courier.push.apple.com', 5223],
    ['> jamf-pro', 'api.push.apple.com', 443],
    ['> jamf-pro', 'gateway.push.apple.com', 2195],
    ['> jamf-pro', 'prod-custom-setting-schemas.s3.amazonaws.com', 443],
  ])('is %s: %s:%i', (role, name, port) => {
    expect(told(opening({ name, port }))).toEqual([role]);
  });

  it('has a reason that names row and flow', () => {
    const [{ reason, inferred }] = roleEvidence({
      ...FLOW,
      ...opening({ name: '1-courier.push.apple.com', port: 5223 }),
    });
    expect(reason).toBe('opens S22 (Managed devices to APNs), as a managed computer or mobile device does: flow 7');
    expect(inferred).toBe(true);
  });

  it.each<[string, Parameters<typeof catalogue.classifyEndpoint>[0]]>([
    ['where several clients are possible', { name: 'acme.jamfcloud.com', port: 443 }],
    ['where something else is spoken than push', { name: '1-courier.push.apple.com', port: 5223, protocol: 'ssh' }],
    ['where an address may be that of devices and of servers', { address: '17.188.143.34', port: 443 }],
    ['of the bag, which whoever has an Apple device fetches', { name: 'init-p01st.push.apple.com', port: 80 }],
    // The server opens these too, and the tables name nobody else; but so does every office computer.
    ['of a sign-in page of Microsoft', { name: 'login.microsoftonline.com', port: 443 }],
    ["of Jamf's web site", { name: 'www.jamf.com', port: 443 }],
    ["of Jamf's crash reports", { name: 'sentry.pub.jamf.build', port: 443 }],
    ['of the icons of Self Service', { name: 'ics.services.jamfcloud.com', port: 443 }],
    ["of Apple's general hosts", { name: 'gdmf.apple.com', port: 443 }],
    ['of what is related to nothing', { name: 'www.example.com' }],
    ['from a role of the server', { serverRoles: ['mysql'], port: 3306 }],
  ])('is not told %s', (_, query) => {
    expect(told(opening(query))).toEqual([]);
  });
});

describe('the server of what a role speaks', () => {
  const services = assigner.assign({
    transport: 'tcp',
    serverAddress: '10.0.0.8',
    serverPort: 3306,
    name: undefined,
    protocol: 'mysql',
    observations: [],
    clientRoles: ['jamf-pro'],
    serverRoles: [],
    announced: false,
  });

  it('is told when it answers', () => {
    expect(told({ services })).toEqual(['< mysql']);
    expect(roleEvidence({ ...FLOW, services })[0].reason).toBe(
      'answers S3 (Jamf Pro to its MySQL database) to a Jamf Pro server: flow 7',
    );
    expect(told({ services, succeeded: false })).toEqual([]);
  });
});

describe('an enrollment host', () => {
  it('is asked by managed devices', () => {
    expect(told({ name: 'iprofiles.apple.com' })).toEqual(['> managed-device']);
    // The server asks there too: it is the API of Automated Device Enrollment.
    expect(told({ name: 'mdmenrollment.apple.com' })).toEqual([]);
  });
});

describe('HTTP in clear', () => {
  const asking = (fields: Record<string, unknown>) => ({
    observations: [seen('http-request', 0, 1, { form: 'origin', target: '/', userAgent: undefined, ...fields })],
  });

  it.each<[string, string[]]>([
    ['MDM-OSX/1.0 mdmclient/1000', ['> managed-computer']],
    ['MDM/1.0', ['> managed-device']],
    ['jamf/1.0 CFNetwork/1494.0.7 Darwin/23.4.0', ['> managed-computer']],
    ['Mozilla/5.0 (Macintosh) jamf', []],
  ])('of %s', (userAgent, expected) => {
    expect(told(asking({ userAgent }))).toEqual(expected);
  });

  it.each<[string, string[]]>([
    ['/JSSResource/computers', ['< jamf-pro']],
    ['/mdm/CheckInURL', ['< jamf-pro']],
    ['/CasperShare/Packages/Office.pkg', ['< distribution-point']],
    ['/index.html', []],
  ])('for %s, answered', (target, expected) => {
    expect(told(asking({ target }))).toEqual(expected);
    expect(told({ ...asking({ target }), succeeded: false })).toEqual([]);
  });

  it('makes a proxy of who passes it on, and no Jamf Pro server', () => {
    const proxied = { ...asking({ form: 'absolute', target: '/JSSResource/computers' }), proxied: true };
    expect(told(proxied)).toEqual(['< proxy']);
    expect(told({ ...proxied, succeeded: false })).toEqual([]);
  });
});

describe('a certificate', () => {
  it.each([
    ['CN=Acme JSS Built-in Certificate Authority', ['< jamf-pro']],
    ['CN=DigiCert TLS RSA SHA256 2020 CA1', []],
  ])('of %s', (issuerText, expected) => {
    const observations = [seen('tls-certificates', 1, 2, { certificates: [{ issuerText }] })];
    expect(told({ observations })).toEqual(expected);
    // An Infrastructure Manager's may be of the same issuer.
    expect(told({ observations, serverPort: 8636 })).toEqual([]);
  });
});
