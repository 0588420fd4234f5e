import { expect } from 'vitest';
import { clientRejected } from '../../../src/detect/inspection/client-rejected.ts';
import type { Observation } from '../../../src/probe/registry.ts';
import { APPLE_ISSUER, COMPANY_ISSUER, certificate, type Names, presented } from '../../support/certificates.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, COURIER_ADDRESS, type FlowSketch, greeted, reached, seen } from '../../support/flow-facts.ts';

const hello13 = seen('tls-server-hello', 1, 0.04, {
  hello: { version: 0x0304, helloRetryRequest: false },
  resumed: false,
});
const sealed = (from: 0 | 1, length: number) =>
  seen('tls-protected-record', from, 0.05, { recordType: 23, length, index: 0 });
const flight13 = [hello13, sealed(1, 900)];
const alertOf = (code: number) => seen('tls-alert', 0, 0.06, { level: 2, code });

const talked = (observations: readonly Observation[], sketch: FlowSketch): FlowSketchFacts =>
  greeted({
    server: COURIER_ADDRESS,
    port: 5223,
    bytes: [600, 3000],
    ...sketch,
    observations,
    tcp: { firstData: [at(0.021), at(0.04)], firstDataAcked: [true, true], fin: [at(0.07), undefined] },
  });
type FlowSketchFacts = ReturnType<typeof greeted>;

const alert = (code = 48, sketch: FlowSketch = {}) => talked([...flight13, alertOf(code)], sketch);
const encrypted = (sketch: FlowSketch = {}) => talked([...flight13, sealed(0, 19)], sketch);
const closed = (sketch: FlowSketch = {}) => talked(flight13, sketch);
const shown = (issuer: Names, code = 48) => talked([...presented(0.04, certificate(issuer)), alertOf(code)], {});
const elsewhere = reached({ server: '203.0.113.80', serverName: 'www.example.org' });
const worked = reached({ server: COURIER_ADDRESS, port: 5223, start: 90 });
const three = (flow: (sketch: FlowSketch) => FlowSketchFacts) =>
  [991, 992, 993].map((id) => flow({ id, start: id - 990 }));

/** TCP accepted after 1 ms, TLS answered after 80. */
const late = (flow: FlowSketchFacts): FlowSketchFacts => {
  const start = flow.tcp!.syns[0].time / 1e9;
  const tcp = { synAck: at(start + 0.001), firstData: [at(start + 0.003), at(start + 0.083)] as const };
  return { ...flow, tcp: { ...flow.tcp!, ...tcp } };
};
const uniform = (flow: FlowSketchFacts): FlowSketchFacts => {
  const options = { window: 65160, mss: 1460, windowScale: 7, sackPermitted: true, timestamps: true };
  return { ...flow, tcp: { ...flow.tcp!, hopLimits: [64, 64], options: [options, options] } };
};

interface Answer {
  readonly flight?: number;
  readonly group?: number;
  readonly retried?: boolean;
}
/** TLS 1.3 of a client that offers the hybrid group, up to the server's flight. */
const answer = ({ flight = 1230, group = 4588, retried = false }: Answer) => [
  seen('tls-client-hello', 0, 0.021, { hello: { alpn: [], groups: [4588, 29], highestVersion: 0x0304 } }),
  ...(retried ? [seen('tls-server-hello', 1, 0.03, { hello: { version: 0x0304, helloRetryRequest: true } })] : []),
  seen('tls-server-hello', 1, 0.04, { hello: { version: 0x0304, group, helloRetryRequest: false }, resumed: false }),
  sealed(1, flight),
];
const refusedWith = (about: Answer) => talked([...answer(about), sealed(0, 19)], {});
const answered = (about: Answer) =>
  reached({
    ...{ server: COURIER_ADDRESS, port: 5223, client: '10.20.0.99' },
    observations: [...answer(about), sealed(0, 53), seen('tls-established', 1, 0.1, { resumed: false })],
  });

describeDetector(clientRejected, {
  silent: {
    'a single encrypted alert of a client that also succeeds': [encrypted(), worked],
    'two closes': [closed(), closed(), elsewhere],
    'three closes of a client for which nothing works': three(closed),
    'an alert for the genuine certificate: the trouble is the client’s': [shown(APPLE_ISSUER), elsewhere],
    "the customer's own server": [
      alert(48, { server: '10.1.2.3', port: 8443, serverName: 'jamf.example.org' }),
      elsewhere,
    ],
    'a handshake that went through': [worked],
    'a host of others': [
      alert(48, { server: '203.0.113.81', serverName: 'login.microsoftonline.com', port: 443 }),
      elsewhere,
    ],
    'an expired certificate, said once': [alert(45), elsewhere],
  },
  reports: {
    'an alert that names the certificate, again and again': {
      flows: [...three((sketch) => alert(48, sketch)), elsewhere],
      findings: [
        {
          cause: 'managed-device-apns *.push.apple.com',
          confidence: 'strong',
          verdict: 'rejected',
          flows: [991, 992, 993],
          exhibits: [{ frames: [at(0.06)] }, {}, {}],
          parameters: {
            how: 'alert',
            alertCode: 48,
            alertName: 'unknown_ca',
            tlsVersion: '1.3',
            refusals: 3,
            successes: 0,
            workingNames: ['www.example.org'],
            acceptedBy: [],
            signals: ['strong certificate-alert', 'strong repeated', 'strong selective'],
          },
        },
      ],
    },
    'one alert, of a client that accepts others': { flows: [alert(), elsewhere], findings: [{ confidence: 'strong' }] },
    'one alert alone': { flows: [alert()], findings: [{ confidence: 'moderate' }] },
    'one alert, although it works at times': {
      flows: [alert(), worked],
      findings: [{ confidence: 'moderate', parameters: { successes: 1 } }],
    },
    'one alert for a certificate that is not the host’s': {
      flows: [shown(COMPANY_ISSUER)],
      findings: [
        {
          confidence: 'strong',
          parameters: { tlsVersion: '1.2', issuer: 'CN=Example Corp Inspection CA,O=Example Corp,C=US' },
        },
      ],
    },
    'encrypted alerts, three times': {
      flows: three(encrypted),
      findings: [{ confidence: 'strong', parameters: { how: 'encrypted-alert', refusals: 3 } }],
    },
    'a single encrypted alert': {
      flows: [encrypted()],
      findings: [{ confidence: 'moderate', parameters: { signals: ['strong sealed-alert'] } }],
    },
    'encrypted alerts, twice': { flows: [encrypted(), encrypted()], findings: [{ confidence: 'moderate' }] },
    'one encrypted alert, of a client that accepts others': {
      flows: [encrypted(), elsewhere],
      findings: [{ confidence: 'moderate' }],
    },
    'closes, three times, of a client that accepts others': {
      flows: [...three(closed), elsewhere],
      findings: [{ confidence: 'moderate', parameters: { how: 'closed' } }],
    },
    'expired, again and again: the clock is a rival': {
      flows: three((sketch) => alert(45, sketch)),
      findings: [{ confidence: 'moderate', parameters: { alertName: 'certificate_expired' } }],
    },
    'the clearest form speaks for all': {
      flows: [...three(encrypted), alert(46)],
      findings: [{ parameters: { how: 'alert', alertCode: 46, refusals: 4 } }],
    },
    'the successes of other clients do not count': {
      flows: [...three(encrypted), reached({ server: COURIER_ADDRESS, port: 5223, client: '10.20.0.99' })],
      findings: [{ confidence: 'strong', parameters: { successes: 0 } }],
    },
    'a close after a foreign certificate': {
      flows: [talked(presented(0.04, certificate(COMPANY_ISSUER)), {})],
      findings: [{ confidence: 'moderate', parameters: { how: 'closed' } }],
    },
    'closes, with a trace in the path': {
      flows: [...three((sketch) => late(closed(sketch))), elsewhere],
      findings: [
        {
          confidence: 'strong',
          parameters: { signals: ['strong repeated', 'strong selective', 'moderate closed', 'weak late-answer'] },
        },
      ],
    },
    'a flight of another size than the same host sends to others': {
      flows: [encrypted(), answered({ flight: 2300 })],
      findings: [{ confidence: 'moderate', parameters: { signals: expect.arrayContaining(['moderate flight-size']) } }],
    },
    'an older group and a second hello, where the host needs neither': {
      flows: [refusedWith({ group: 29, retried: true }), answered({ group: 4588 })],
      findings: [
        {
          parameters: {
            signals: expect.arrayContaining(['weak older-group', 'weak hello-retry']),
          },
        },
      ],
    },
    'somebody else’s certificate on other hosts of the client': {
      flows: [
        encrypted(),
        reached({
          ...{ server: '203.0.113.80', serverName: 'www.example.org' },
          observations: presented(0.04, certificate(COMPANY_ISSUER, { CN: 'www.example.org' })),
        }),
      ],
      findings: [{ parameters: { signals: expect.arrayContaining(['moderate inspected-elsewhere']) } }],
    },
    'one way of accepting TCP for servers of three owners': {
      flows: [uniform(encrypted()), uniform(elsewhere), uniform(reached())],
      findings: [{ parameters: { signals: expect.arrayContaining(['moderate uniform-servers']) } }],
    },
    'a push name on a foreign address': {
      flows: three((sketch) =>
        encrypted({ server: '151.101.3.90', serverName: '1-courier.push.apple.com', ...sketch }),
      ),
      findings: [{ confidence: 'strong', parameters: { signals: expect.arrayContaining(['strong foreign-address']) } }],
    },
    'in a capture that lost packets': {
      flows: three(encrypted),
      limits: ['lossy'],
      findings: [{ confidence: 'moderate' }],
    },
  },
});
