import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../src/catalogue/match.ts';
import { Documents, documentedServices, isLeftover, isRetired } from '../../src/detect/documented.ts';
import { COURIER_ADDRESS, type FlowSketch, flowFacts } from '../support/flow-facts.ts';

const documents = new Documents(createCatalogue());
const refs = (sketch: FlowSketch) => documentedServices(flowFacts(sketch)).map((match) => match.row.ref);

describe('documentedServices', () => {
  it('are those that document the port', () => {
    expect(refs({})[0]).toBe('S1');
    expect(refs({ port: 8443 })).toEqual([]);
    expect(refs({ serverName: 'www.example.org' })).toEqual([]);
  });

  it('are none of a service that was switched off, whatever the port', () => {
    const leftover = { server: '17.188.137.190', serverName: 'gateway.push.apple.com' };
    expect(refs({ ...leftover, port: 2195 })).toEqual([]);
    expect(refs({ ...leftover, port: 443 })).toEqual([]);
    const { services } = flowFacts({ ...leftover, port: 2195 });
    expect(isLeftover(services)).toBe(true);
    expect(services.filter(isRetired).map((match) => match.row.ref)).toEqual(['S5']);
  });
});

describe('servicesOfName', () => {
  it('are those of the name, narrowed by the role of who asks', () => {
    const all = documents.servicesOfName('mdmenrollment.apple.com', undefined).map((match) => match.row.ref);
    const server = documents.servicesOfName('mdmenrollment.apple.com', 'jamf-pro').map((match) => match.row.ref);
    expect(all).toContain('A:device-management');
    expect(all).not.toContain('S7');
    expect(server).toContain('S7');
  });

  it('are none of a name that nothing documents, or that was switched off', () => {
    expect(documents.servicesOfName('www.example.org', undefined)).toEqual([]);
    expect(documents.servicesOfName('feedback.push.apple.com', undefined)).toEqual([]);
  });

  it('are those of the site, where it declares the name', () => {
    const site = { hosts: [{ role: 'jamf-pro', host: 'jss.corp.example' }] } as const;
    const [match] = new Documents(createCatalogue(site)).servicesOfName('jss.corp.example');
    expect([match.by, match.row.to]).toEqual(['role', 'jamf-pro']);
    expect(documents.servicesOfName('jss.corp.example')).toEqual([]);
  });
});

describe('doubtOf', () => {
  const doubt = (sketch: FlowSketch) => {
    const flow = flowFacts(sketch);
    return documents.doubtOf(flow, flow.services[0]);
  };

  it('is none of a name, a role and a range of the service', () => {
    expect(doubt({})).toBeUndefined();
    expect(doubt({ candidates: ['acme.jamfcloud.com', 'other.jamfcloud.com'] })).toBeUndefined();
    expect(doubt({ server: COURIER_ADDRESS, port: 5223, serverName: undefined })).toBeUndefined();
    const site = [{ role: 'jamf-pro', host: '10.1.2.3' }] as const;
    expect(doubt({ server: '10.1.2.3', port: 8443, serverName: undefined, site })).toBeUndefined();
  });

  it('is of an address that others share, and of the whole block of Apple', () => {
    const names = ['acme.jamfcloud.com', 'www.example.org'];
    expect(doubt({ candidates: names })).toEqual({ why: 'several-names', names });
    expect(doubt({ server: '17.4.5.6', port: 80, serverName: undefined })).toEqual({ why: 'no-name' });
  });
});
