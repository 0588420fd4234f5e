import { alpnStripped } from '../../../src/detect/inspection/alpn-stripped.ts';
import { APPLE_ISSUER, COMPANY_ISSUER, certificate, type Names, ZSCALER_ISSUER } from '../../support/certificates.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, COURIER_ADDRESS, type FlowSketch, reached, seen } from '../../support/flow-facts.ts';

interface Talk {
  readonly offered?: readonly string[];
  readonly chosen?: string;
  readonly version?: number;
  readonly issuer?: Names;
  readonly resumed?: boolean;
}

/** A handshake up to TLS 1.2 in which the server chooses `chosen`. */
const talk = (
  { offered = ['h2', 'http/1.1'], chosen, version = 0x0303, issuer = APPLE_ISSUER, resumed = false }: Talk,
  sketch: FlowSketch = {},
) =>
  reached({
    ...sketch,
    observations: [
      seen('tls-client-hello', 0, 0.021, { hello: { alpn: offered, highestVersion: 0x0304 } }),
      seen('tls-server-hello', 1, 0.04, { hello: { version, alpn: chosen, helloRetryRequest: false }, resumed }),
      ...(version > 0x0303 || resumed
        ? []
        : [seen('tls-certificates', 1, 0.04, { certificates: [certificate(issuer)], unreadable: 0 })]),
    ],
  });
const provider = { server: '17.188.143.34', serverName: 'api.push.apple.com' };
const courier = { server: COURIER_ADDRESS, port: 5223 };
const device = ['apns-pack-v1', 'apns-security-v3'];

describeDetector(alpnStripped, {
  silent: {
    'the protocol is chosen': [talk({ chosen: 'h2' }, provider), talk({ offered: device, chosen: device[1] }, courier)],
    'TLS 1.3 seals the answer': [talk({ version: 0x0304 }, provider)],
    'nothing was offered': [talk({ offered: [] }, provider)],
    'another protocol was offered than the documented': [talk({ offered: ['http/1.1'] }, provider)],
    'a host of which nothing is known': [talk({}), talk({ issuer: COMPANY_ISSUER })],
    'a host that chooses at times, with its own certificate': [talk({}), talk({ chosen: 'h2' })],
    'a resumed session': [talk({ resumed: true }, provider)],
    'a host that nothing documents': [talk({}, { server: '203.0.113.80', serverName: 'www.example.org' })],
    'the bag and the binary protocol': [
      talk({}, { serverName: 'init.push.apple.com' }),
      talk({}, { serverName: 'gateway.push.apple.com', server: '17.188.137.190' }),
    ],
  },
  reports: {
    'the provider API without HTTP/2': {
      flows: [talk({}, { ...provider, id: 960 })],
      findings: [
        {
          cause: 'jamf-pro-apns api.push.apple.com',
          confidence: 'moderate',
          flows: [960],
          exhibits: [{ frames: [at(0.04)] }],
          parameters: { offered: ['h2', 'http/1.1'], signals: ['moderate documented-protocol'] },
        },
      ],
    },
    'behind somebody else’s certificate': {
      flows: [talk({ offered: device, issuer: COMPANY_ISSUER }, courier)],
      findings: [
        {
          confidence: 'strong',
          parameters: { signals: ['moderate documented-protocol', 'moderate foreign-issuer'] },
        },
      ],
    },
    "behind a product's": { flows: [talk({ issuer: ZSCALER_ISSUER }, provider)], findings: [{ confidence: 'strong' }] },
    'a tenant that chooses elsewhere, behind somebody else’s certificate': {
      flows: [talk({ issuer: COMPANY_ISSUER }), talk({ chosen: 'h2' })],
      findings: [
        { confidence: 'moderate', parameters: { signals: ['moderate foreign-issuer', 'weak answered-elsewhere'] } },
      ],
    },
  },
});
