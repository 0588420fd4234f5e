import { describe, expect, it } from 'vitest';
import { ORIGINATOR, RESPONDER } from '../../src/flow/direction.ts';
import { dcerpc, MAX_CALLS, MAX_PDU, MAX_PDUS, MAX_STUB } from '../../src/probe/dcerpc.ts';
import {
  AUTHENTICATED_BIND,
  AUTHENTICATED_BIND_ACK,
  CREATE_INSTANCE_STUB,
  FAULT,
  MAP_REQUEST,
  MAP_RESPONSE,
  MAPPER_BIND,
  MAPPER_BIND_ACK,
  OPEN_POLICY_REQUEST,
} from '../support/dcerpc-samples.ts';
import { concat, hex } from '../support/hex.ts';
import { expectSurvival } from '../support/probe-mutations.ts';
import { script } from '../support/probe-script.ts';

const MAPPER = { uuid: 'e1af8308-5d1f-11c9-91a4-08002b14a0fa', version: '3.0', name: 'endpoint mapper' };
const LSARPC = { uuid: '12345778-1234-abcd-ef00-0123456789ab', version: '0.0', name: 'lsarpc' };
const NDR = hex`045d888aeb1cc9119fe808002b104860 02000000`;
const NDR64 = hex`33057171babe37498319b5dbef9ccc36 01000000`;
const ACTIVATOR = hex`a0010000 0000 0000 c000 000000000046 00000000`;

/** A PDU that is its first and last fragment unless told otherwise. */
function pdu(type: number, body: Uint8Array, { flags = 3, auth = 0, call = 1 } = {}): Uint8Array {
  const length = 16 + body.length;
  const header = hex`05 00 ${type} ${flags} 10000000 ${length & 0xff} ${length >> 8} ${auth} 00 ${call} 000000`;
  return concat(header, body);
}

/** As Windows does it: the activator in NDR, then in NDR64, which is accepted, under context 1. */
const ACTIVATOR_BIND = pdu(
  11,
  hex`d016 d016 00000000 02 000000 0000 01 00 ${ACTIVATOR} ${NDR} 0100 01 00 ${ACTIVATOR} ${NDR64}`,
);
const ACTIVATOR_BIND_ACK = pdu(
  12,
  hex`d016 d016 11110000 0400 31333500 0000 02 000000 0200 0200 ${new Uint8Array(20)} 0000 0000 ${NDR64}`,
);
const CREATE_INSTANCE = pdu(0, hex`00000000 0100 0400 00`);
const REFERENCE = CREATE_INSTANCE_STUB.indexOf(0x4d);
const CREATED = concat(new Uint8Array(32), CREATE_INSTANCE_STUB.subarray(REFERENCE));

describe('dcerpc', () => {
  it('tells whom the endpoint mapper is asked for, and the port that it answers', () => {
    script(dcerpc)
      .originator(MAPPER_BIND)
      .responder(MAPPER_BIND_ACK)
      .originator(MAP_REQUEST)
      .responder(MAP_RESPONSE)
      .expect(
        [
          { kind: 'dcerpc-bind', from: 0, interfaces: [MAPPER], authentication: undefined },
          { kind: 'dcerpc-bind-result', from: 1, accepted: [MAPPER], rejected: [], refusal: undefined },
          { kind: 'dcerpc-referral', operation: 'map', interface: LSARPC, sealed: false },
          { kind: 'dcerpc-response' },
          {
            kind: 'dcerpc-endpoint',
            from: 1,
            at: { frame: 4 },
            operation: 'map',
            interface: LSARPC,
            host: '192.168.50.10',
            port: 49152,
          },
        ],
        'continue',
      );
  });

  it('tells that the endpoint mapper knows nobody', () => {
    const stub = hex`${new Uint8Array(20)} 00000000 04000000 00000000 00000000 d6a0c916`;
    script(dcerpc)
      .originator(MAPPER_BIND)
      .responder(MAPPER_BIND_ACK)
      .originator(MAP_REQUEST)
      .responder(pdu(2, concat(hex`30000000 0000 00 00`, stub), { call: 2 }))
      .expect([
        {},
        {},
        {},
        {},
        { kind: 'dcerpc-no-endpoint', interface: LSARPC, status: 0x16c9a0d6, statusName: 'ept_s_not_registered' },
      ]);
  });

  it('tells the port of an object that is activated, over two fragments', () => {
    script(dcerpc)
      .originator(ACTIVATOR_BIND)
      .responder(ACTIVATOR_BIND_ACK)
      .originator(CREATE_INSTANCE)
      .responder(pdu(2, concat(hex`00000000 0100 0000`, CREATED.subarray(0, 150)), { flags: 1 }))
      .responder(pdu(2, concat(hex`00000000 0100 0000`, CREATED.subarray(150)), { flags: 2 }))
      .expect([
        { kind: 'dcerpc-bind', interfaces: [{ name: 'IRemoteSCMActivator' }] },
        { kind: 'dcerpc-bind-result', accepted: [{ name: 'IRemoteSCMActivator' }], rejected: [] },
        { kind: 'dcerpc-referral', operation: 'RemoteCreateInstance', interface: undefined, sealed: false },
        { kind: 'dcerpc-response' },
        { kind: 'dcerpc-endpoint', at: { frame: 5 }, operation: 'RemoteCreateInstance', host: 'ca01', port: 49672 },
        { kind: 'dcerpc-endpoint', interface: undefined, host: '192.168.50.30', port: 49672 },
      ]);
  });

  it('tells that an activation is sealed, and reads nothing into its answer', () => {
    const trailer = hex`0a 06 00 00 00000000 ${new Uint8Array(16)}`;
    script(dcerpc)
      .originator(ACTIVATOR_BIND)
      .responder(ACTIVATOR_BIND_ACK)
      .originator(pdu(0, concat(hex`00000000 0100 0400 ffffffff`, trailer), { auth: 16 }))
      .responder(pdu(2, concat(hex`00000000 0100 0000`, CREATED, trailer), { auth: 16 }))
      .expect([{}, {}, { kind: 'dcerpc-referral', interface: undefined, sealed: true }, { kind: 'dcerpc-response' }]);
  });

  it('tells who authenticates how, and faults', () => {
    script(dcerpc)
      .originator(AUTHENTICATED_BIND)
      .responder(AUTHENTICATED_BIND_ACK)
      .originator(OPEN_POLICY_REQUEST)
      .responder(FAULT)
      .expect([
        { kind: 'dcerpc-bind', interfaces: [LSARPC], authentication: { service: 'ntlm', level: 'integrity' } },
        { kind: 'dcerpc-bind-result', accepted: [LSARPC] },
        { kind: 'dcerpc-fault', from: 1, status: 5, statusName: 'ERROR_ACCESS_DENIED' },
      ]);
  });

  it.each([
    [pdu(13, hex`0800 01 05 00`), { accepted: [], refusal: 'authentication type not recognized' }],
    [
      pdu(12, hex`d016 d016 11110000 0400 31333500 0000 01 000000 0200 0100 ${new Uint8Array(20)}`),
      { accepted: [], rejected: [{ ...MAPPER, reason: 'interface not supported' }], refusal: undefined },
    ],
  ])('tells that a server refuses (%#)', (answer, observation) => {
    script(dcerpc)
      .originator(MAPPER_BIND)
      .responder(answer)
      .expect([{ kind: 'dcerpc-bind' }, { kind: 'dcerpc-bind-result', ...observation }]);
  });

  it('passes over calls that lead nowhere', () => {
    const large = pdu(2, concat(hex`00000000 0000 0000`, new Uint8Array(5000)), { call: 9 });
    script(dcerpc)
      .originator(AUTHENTICATED_BIND)
      .originator(OPEN_POLICY_REQUEST)
      .responder(large, large, FAULT)
      .expect([{ kind: 'dcerpc-bind' }, { kind: 'dcerpc-response' }, { kind: 'dcerpc-fault' }], 'continue');
  });

  it('goes on behind a PDU of which a part is missing', () => {
    script(dcerpc)
      .originator(MAPPER_BIND)
      .responder(MAPPER_BIND_ACK.subarray(0, 30))
      .gap(RESPONDER, MAPPER_BIND_ACK.length - 30)
      .responder(FAULT)
      .expect([{ kind: 'dcerpc-bind' }, { kind: 'dcerpc-fault' }], 'continue');
  });

  it('ends at its bounds', () => {
    const many = script(dcerpc).originator(MAPPER_BIND);
    for (let count = 0; count <= MAX_PDUS; count++) many.responder(FAULT);
    const { observations, answer } = many.replay();
    expect([observations.length, answer]).toEqual([MAX_PDUS, 'done']);
    const calls = script(dcerpc).originator(MAPPER_BIND).responder(MAPPER_BIND_ACK);
    for (let call = 0; call <= MAX_CALLS; call++) calls.originator(MAP_REQUEST.with(12, call));
    calls.responder(MAP_RESPONSE.with(12, MAX_CALLS - 1), MAP_RESPONSE.with(12, MAX_CALLS));
    expect(calls.replay().observations.filter(({ kind }) => kind === 'dcerpc-endpoint').length).toBe(1);
  });

  it('reads no more of an answer than its bound', () => {
    const fragment = pdu(2, concat(hex`00000000 0000 0000`, new Uint8Array(4096)), { flags: 0, call: 2 });
    const played = script(dcerpc).originator(MAPPER_BIND, MAP_REQUEST);
    for (let length = 0; length < MAX_STUB; length += 4096) played.responder(fragment);
    played.responder(MAP_RESPONSE).expect([{}, {}, { kind: 'dcerpc-response' }], 'continue');
  });

  it('passes over PDUs that nobody sends so long', () => {
    const long = pdu(11, concat(MAPPER_BIND.subarray(16), new Uint8Array(MAX_PDU)));
    script(dcerpc, { recognise: false })
      .originator(long, MAPPER_BIND)
      .expect([{ kind: 'dcerpc-bind', interfaces: [MAPPER] }], 'continue');
  });

  it('recognises either side', () => {
    script(dcerpc)
      .responder(MAPPER_BIND_ACK)
      .expect([{ accepted: [] }]);
    script(dcerpc).originator(OPEN_POLICY_REQUEST).expect([]);
  });

  it.each([
    ['a SOCKS greeting', hex`05 02 00 02`],
    ['a SOCKS request', hex`05 01 00 01 c0 00 02 01 00 50`],
    ['a bind with no context', hex`${MAPPER_BIND.subarray(0, 24)} 00 ${MAPPER_BIND.subarray(25)}`],
    ['a request that is too short', hex`0500 0003 10000000 1000 0000 01000000`],
    ['zeros', new Uint8Array(32)],
    ['TLS', hex`16 0301 0040 01`],
  ])('leaves %s alone', (_what, bytes) => script(dcerpc).originator(bytes).expect([], 'reject'));

  it('waits for a whole context', () => {
    for (const length of [0, 1, 8, 15, 40, 71])
      script(dcerpc).originator(MAPPER_BIND.subarray(0, length)).expect([], 'more');
  });

  it('survives', () => {
    const conversation = [
      [ORIGINATOR, AUTHENTICATED_BIND],
      [RESPONDER, AUTHENTICATED_BIND_ACK],
      [ORIGINATOR, MAPPER_BIND],
      [RESPONDER, MAPPER_BIND_ACK],
      [ORIGINATOR, MAP_REQUEST],
      [RESPONDER, MAP_RESPONSE],
      [RESPONDER, FAULT],
    ] as const;
    expectSurvival(dcerpc, conversation, 16);
    const activation = [
      [ORIGINATOR, ACTIVATOR_BIND],
      [RESPONDER, ACTIVATOR_BIND_ACK],
      [ORIGINATOR, CREATE_INSTANCE],
      [RESPONDER, pdu(2, concat(hex`00000000 0100 0000`, CREATED))],
    ] as const;
    expectSurvival(dcerpc, activation, 16);
  });
});
