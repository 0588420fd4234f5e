import { proxyError } from '../../../src/detect/blocked/proxy-error.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, reached, seen, TENANT } from '../../support/flow-facts.ts';
import { answered, connect, proxied, viaProxy, webFlow } from '../../support/web.ts';

const failed = (sketch = {}, more: object = { reason: 'Service Unavailable' }) =>
  proxied(TENANT, [connect(TENANT), answered(503, more)], sketch);
const silent = (seconds: number, sketch = {}) =>
  proxied(TENANT, [connect(TENANT)], { bytes: [60, 0], until: seconds + 0.03, ...sketch });
const other = (sketch = {}) => proxied('www.example.org', [connect('www.example.org'), answered(200)], sketch);

describeDetector(proxyError, {
  silent: {
    "a server's own 503": [webFlow('swcdn.apple.com', [answered(503)])],
    "a server's own 503, passed on": [proxied('swcdn.apple.com', [viaProxy('swcdn.apple.com'), answered(503)])],
    'trouble for a moment': [failed(), reached({ start: 0.5 })],
    'silence of two seconds': [silent(2)],
    'silence where one direction was captured': { flows: [silent(20)], limits: ['one-sided'] },
  },
  reports: {
    'by its own word': {
      flows: [failed({ id: 720 }, { reason: 'Service Unavailable', proxyError: 'ERR_DNS_FAIL 0' }), other()],
      findings: [
        {
          cause: 'jamf-pro-https *.jamfcloud.com 10.20.0.8:3128',
          confidence: 'conclusive',
          flows: [720],
          exhibits: [{ frames: [at(0.03), at(0.05)] }],
          parameters: {
            answer: '503 Service Unavailable',
            reason: 'ERR_DNS_FAIL 0',
            how: 'answered',
            waitedSeconds: 0.02,
            allowedHosts: ['www.example.org'],
          },
        },
      ],
    },
    'by SOCKS': {
      flows: [
        proxied(
          TENANT,
          [
            seen('socks-request', 0, 0.03, { version: 5, host: TENANT, port: 443 }),
            seen('socks-reply', 1, 0.05, { version: 5, code: 4, codeName: 'host-unreachable', granted: false }),
          ],
          { protocol: 'socks' },
        ),
      ],
      findings: [{ confidence: 'conclusive', parameters: { method: 'SOCKS', answer: 'host-unreachable' } }],
    },
    'long silence': {
      flows: [silent(12)],
      findings: [{ confidence: 'strong', parameters: { how: 'silence', waitedSeconds: 12 } }],
    },
    'short silence': { flows: [silent(4)], findings: [{ confidence: 'moderate', parameters: { how: 'silence' } }] },
    'a proxy that hangs up': {
      flows: [silent(12, { tcp: { fin: [undefined, at(1.03)] } })],
      findings: [{ confidence: 'moderate', parameters: { how: 'closed', waitedSeconds: 1 } }],
    },
    'with less confidence where it works at other times': {
      flows: [failed({ id: 721 }), reached({ start: 60 })],
      findings: [{ flows: [721], confidence: 'moderate' }],
    },
  },
});
