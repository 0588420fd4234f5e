import { expect } from 'vitest';
import { downgrade } from '../../../src/detect/inspection/downgrade.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, type FlowSketch, greeted, reached, seen } from '../../support/flow-facts.ts';

const answered = (
  mark: string | undefined,
  sketch: FlowSketch = {},
  offered = 0x0304,
  version = 0x0303,
  abort = false,
) =>
  greeted({
    ...sketch,
    observations: [
      seen('tls-client-hello', 0, 0.021, { hello: { highestVersion: offered, alpn: [] } }),
      seen('tls-server-hello', 1, 0.04, { hello: { version, downgrade: mark, helloRetryRequest: false } }),
      ...(abort ? [seen('tls-alert', 0, 0.05, { level: 2, code: 47 })] : []),
    ],
  });
const modern = reached({
  observations: [seen('tls-server-hello', 1, 0.04, { hello: { version: 0x0304, helloRetryRequest: false } })],
});

describeDetector(downgrade, {
  silent: {
    'a lower version without the mark': [answered(undefined)],
    'a client that offers no more': [answered('1.2', {}, 0x0303)],
    'a host that nothing documents': [answered('1.2', { server: '203.0.113.80', serverName: 'www.example.org' })],
    'TLS 1.3': [answered('1.2', {}, 0x0304, 0x0304), modern],
    'a ClientHello that was not captured': [
      greeted({ observations: [seen('tls-server-hello', 1, 0.04, { hello: { version: 0x0303, downgrade: '1.2' } })] }),
    ],
  },
  reports: {
    'the mark of a server that was not offered TLS 1.3': {
      flows: [answered('1.2', { id: 950 }, 0x0304, 0x0303, true), answered('1.2', { id: 951, client: '10.20.0.21' })],
      findings: [
        {
          cause: 'jamf-pro-https *.jamfcloud.com',
          confidence: 'strong',
          flows: [950, 951],
          exhibits: [{ frames: [at(0.04), at(0.05)] }, { frames: [at(0.04)] }],
          parameters: { offered: '1.3', tlsVersion: '1.2', signals: ['strong sentinel', 'moderate aborted'] },
        },
      ],
    },
    'a host that does speak TLS 1.3': {
      flows: [answered('1.2'), modern],
      findings: [{ parameters: { signals: expect.arrayContaining(['moderate later-version-elsewhere']) } }],
    },
    'TLS 1.1 is marked as well': {
      flows: [answered('1.1', {}, 0x0304, 0x0302)],
      findings: [{ confidence: 'strong', parameters: { tlsVersion: '1.1' } }],
    },
    "the customer's own server": {
      flows: [
        answered('1.2', {
          ...{ server: '10.1.2.3', port: 8443, serverName: 'jamf.example.org' },
          site: [{ role: 'jamf-pro', host: 'jamf.example.org' }],
        }),
      ],
      findings: [{ confidence: 'strong' }],
    },
  },
});
