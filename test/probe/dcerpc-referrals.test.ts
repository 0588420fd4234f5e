import { describe, expect, it } from 'vitest';
import { referralOf, seen } from '../../src/probe/dcerpc-referrals.ts';
import { OBJECT_EXPORTER, REMOTE_ACTIVATION, SCM_ACTIVATOR } from '../../src/wire/dcom.ts';
import { ENDPOINT_MAPPER } from '../../src/wire/endpoint-mapper.ts';
import { CREATE_INSTANCE_STUB, REMOTE_ACTIVATION_STUB, RESOLVE_OXID2_STUB } from '../support/dcerpc-samples.ts';

describe('referralOf', () => {
  it.each([
    ['map', ENDPOINT_MAPPER, 3],
    ['ResolveOxid', OBJECT_EXPORTER, 0],
    ['ResolveOxid2', OBJECT_EXPORTER, 4],
    ['RemoteActivation', REMOTE_ACTIVATION, 0],
    ['RemoteGetClassObject', SCM_ACTIVATOR, 3],
    ['RemoteCreateInstance', SCM_ACTIVATOR, 4],
  ])('knows %s by interface and number', (operation, uuid, number) => {
    expect(referralOf(uuid, number)?.operation).toBe(operation);
  });

  it('knows no other', () => {
    expect([referralOf(ENDPOINT_MAPPER, 2), referralOf('', 3)]).toEqual([undefined, undefined]);
  });

  it.each([
    [OBJECT_EXPORTER, 4, RESOLVE_OXID2_STUB],
    [REMOTE_ACTIVATION, 0, REMOTE_ACTIVATION_STUB],
    [SCM_ACTIVATOR, 4, CREATE_INSTANCE_STUB],
  ])('tells the ports of exporters (%#)', (uuid, number, bytes) => {
    const referral = referralOf(uuid, number);
    const { operation } = referral!;
    expect(referral?.answers({ bytes, littleEndian: true, wide: false }, undefined)).toEqual([
      { kind: 'dcerpc-endpoint', operation, interface: undefined, host: 'ca01', port: 49672 },
      { kind: 'dcerpc-endpoint', operation, interface: undefined, host: '192.168.50.30', port: 49672 },
    ]);
  });
});

it('names an interface where it has a name', () => {
  expect(seen({ uuid: SCM_ACTIVATOR, version: '0.0' })).toEqual({
    uuid: SCM_ACTIVATOR,
    version: '0.0',
    name: 'IRemoteSCMActivator',
  });
});
