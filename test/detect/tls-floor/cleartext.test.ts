import { cleartext } from '../../../src/detect/tls-floor/cleartext.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { type FlowSketch, seen } from '../../support/flow-facts.ts';
import { wentThrough } from '../../support/own-server.ts';

const spoken = (answer: object, sketch: FlowSketch = {}) =>
  wentThrough(
    sketch.observations ?? [
      seen('http-request', 0, 0.03, { method: 'GET', target: '/mdm/ServerURL' }),
      seen('http-response', 1, 0.05, { status: 200, ...answer }),
    ],
    { protocol: 'http', ...sketch },
  );

describeDetector(cleartext, {
  silent: {
    TLS: [wentThrough()],
    'being sent on to HTTPS': [spoken({ status: 301, location: 'https://jss.corp.example:8443/' })],
    'a server that refuses': [spoken({ status: 400 }, { succeeded: false })],
    'downloads of Apple, which are documented so': [
      spoken({}, { server: '17.253.17.201', serverName: 'swcdn.apple.com', port: 80, site: undefined as never }),
    ],
    'the leg behind a balancer': [
      spoken(
        {},
        {
          port: 8080,
          originatorRole: 'load-balancer',
          serverName: undefined,
          site: [{ role: 'jamf-pro', host: '10.20.5.10' }] as never,
        },
      ),
    ],
    SCEP: [
      spoken(
        {},
        {
          observations: [
            seen('http-request', 0, 0.03, { method: 'GET', target: '/CA/SCEP', scep: { operation: 'GetCACert' } }),
            seen('http-response', 1, 0.05, { status: 200 }),
          ],
        },
      ),
    ],
  },
  reports: {
    'Jamf Pro in clear': {
      flows: [spoken({})],
      findings: [{ confidence: 'strong', parameters: { port: 8443, protocol: 'http' } }],
    },
  },
});
