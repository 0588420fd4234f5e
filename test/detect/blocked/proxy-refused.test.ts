import { proxyRefused } from '../../../src/detect/blocked/proxy-refused.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, COURIER, reached, seen, TENANT } from '../../support/flow-facts.ts';
import { answered, connect, proxied, viaProxy } from '../../support/web.ts';

const refused = (host: string, port = 443, sketch = {}, more: object = { reason: 'Forbidden' }, status = 403) =>
  proxied(host, [connect(host, port), answered(status, more)], sketch);
const opened = (host: string, port = 443, sketch = {}) =>
  proxied(host, [connect(host, port), answered(200)], { succeeded: true, ...sketch });
const denied = { proxyError: 'ERR_ACCESS_DENIED 0' };

describeDetector(proxyRefused, {
  silent: {
    'a host that nothing documents': [refused('www.example.org')],
    'a port that nothing documents': [refused(TENANT, 8444)],
    'a tunnel': [opened(TENANT)],
    'a refusal, and at once permission for the same': [refused(TENANT), opened(TENANT, 443, { start: 1 })],
    '407, which asks for a login': [refused(TENANT, 443, {}, {}, 407)],
    "a 403 that may be the server's": [proxied('swcdn.apple.com', [viaProxy('swcdn.apple.com'), answered(403)])],
  },
  reports: {
    'push on 5223, and how the same host is had': {
      flows: [
        refused(COURIER, 5223, { id: 700 }, { reason: 'Forbidden', ...denied }),
        opened(COURIER, 443, { start: 0.1 }),
      ],
      findings: [
        {
          cause: 'managed-device-apns *.push.apple.com 10.20.0.8:3128 port 5223',
          confidence: 'conclusive',
          severity: 'warning',
          flows: [700],
          exhibits: [{ frames: [at(0.03), at(0.05)] }],
          parameters: {
            method: 'CONNECT',
            host: COURIER,
            port: 5223,
            answer: '403 Forbidden',
            reason: 'ERR_ACCESS_DENIED 0',
            allowedPorts: [443],
            allowedHosts: [],
          },
        },
      ],
    },
    'a host, while others are opened': {
      flows: [refused(TENANT, 443, { id: 701 }), opened('www.example.org')],
      findings: [
        { flows: [701], confidence: 'conclusive', parameters: { allowedPorts: [], allowedHosts: ['www.example.org'] } },
      ],
    },
    'two ports of one host, each its own rule': {
      flows: [refused(COURIER, 5223), refused(COURIER, 443)],
      findings: [{ parameters: { port: 5223 } }, { parameters: { port: 443 } }],
    },
    'two clients, one cause': {
      flows: [refused(TENANT, 443, { id: 702 }), refused(TENANT, 443, { id: 703, client: '10.20.0.16' })],
      findings: [{ flows: [702, 703] }],
    },
    'by SOCKS': {
      flows: [
        proxied(
          TENANT,
          [
            seen('socks-request', 0, 0.03, { version: 5, host: TENANT, port: 443 }),
            seen('socks-reply', 1, 0.05, { version: 5, code: 2, codeName: 'not-allowed', granted: false }),
          ],
          { protocol: 'socks' },
        ),
      ],
      findings: [{ confidence: 'conclusive', parameters: { method: 'SOCKS', answer: 'not-allowed' } }],
    },
    'a plain request, by the word of the proxy': {
      flows: [proxied('swcdn.apple.com', [viaProxy('swcdn.apple.com'), answered(403, denied)])],
      findings: [{ confidence: 'conclusive', parameters: { method: 'GET', port: 80 } }],
    },
    'what may be no proxy at all': {
      flows: [refused(TENANT, 443, {}, { reason: 'Not Allowed' }, 405)],
      findings: [{ confidence: 'strong', parameters: { answer: '405 Not Allowed' } }],
    },
    'also where the flow began before the capture': {
      flows: [refused(TENANT, 443, { tcp: { midStream: true, syns: [] } })],
      findings: [{ confidence: 'conclusive' }],
    },
    'as a warning where the host is had without the proxy': {
      flows: [refused(TENANT, 443, { id: 704 }), reached({ start: 20 })],
      findings: [{ flows: [704], severity: 'warning' }],
    },
  },
});
