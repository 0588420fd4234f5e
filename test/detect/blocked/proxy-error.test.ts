import { proxyError } from '../../../src/detect/blocked/proxy-error.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, type FlowSketch, reached, seen, TENANT } from '../../support/flow-facts.ts';
import { answered, connect, proxied, viaProxy, webFlow } from '../../support/web.ts';

const failed = (sketch = {}, more: object = { reason: 'Service Unavailable' }) =>
  proxied(TENANT, [connect(TENANT), answered(503, more)], sketch);
const silent = (seconds: number, sketch = {}) =>
  proxied(TENANT, [connect(TENANT)], { bytes: [60, 0], until: seconds + 0.03, ...sketch });
const other = (sketch = {}) => proxied('www.example.org', [connect('www.example.org'), answered(200)], sketch);

/** The proxy opens the tunnel, the client sends its hello through it, and the proxy ends it after `seconds`, else the client does. */
const tunnel = (ended: { closed: number } | { gaveUp: number }, sketch: FlowSketch = {}) => {
  const start = sketch.start ?? 0;
  const hello = seen('tls-client-hello', 0, start + 0.06, { via: 'connect', hello: { alpn: [] } });
  const opened = [
    connect(TENANT, 443, { at: at(start + 0.03) }),
    answered(200, { at: at(start + 0.05), headBytes: 39 }),
  ];
  const end =
    'closed' in ended
      ? [at(start + 0.07 + ended.closed), at(start + 0.06 + ended.closed)]
      : [at(start + 0.06 + ended.gaveUp), at(start + 0.07 + ended.gaveUp)];
  return proxied(TENANT, [...opened, hello], {
    bytes: [634, 39],
    until: start + 30,
    ...sketch,
    tcp: { fin: [end[0], end[1]], ...sketch.tcp },
  });
};
const served = proxied(
  'www.example.org',
  [connect('www.example.org'), answered(200), seen('tls-established', 1, 0.2, { via: 'connect' })],
  { succeeded: true },
);

describeDetector(proxyError, {
  silent: {
    "a server's own 503": [webFlow('swcdn.apple.com', [answered(503)])],
    "a server's own 503, passed on": [proxied('swcdn.apple.com', [viaProxy('swcdn.apple.com'), answered(503)])],
    'trouble for a moment': [failed(), reached({ start: 0.5 })],
    'silence of two seconds': [silent(2)],
    'a tunnel that is closed once': [tunnel({ closed: 0.5 }), served],
    'tunnels that are closed beside others that work': [
      tunnel({ closed: 0.5 }),
      tunnel({ closed: 0.5 }, { id: 731, start: 5 }),
      reached({ start: 60 }),
    ],
    'a tunnel that the client leaves after two seconds': [tunnel({ gaveUp: 2 }), tunnel({ gaveUp: 2 }, { id: 731 })],
    'silence in tunnels where one direction was captured': {
      flows: [tunnel({ gaveUp: 5 }), tunnel({ gaveUp: 5 }, { id: 731 })],
      limits: ['one-sided'],
    },
    'silence where one direction was captured': { flows: [silent(20)], limits: ['one-sided'] },
  },
  reports: {
    'by its own word': {
      flows: [
        failed({ id: 720 }, { reason: 'Service Unavailable', proxyError: 'ERR_DNS_FAIL 0' }),
        other({ succeeded: true }),
      ],
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
    'tunnels in which nothing comes back, where another works': {
      flows: [tunnel({ gaveUp: 5 }, { id: 730 }), tunnel({ gaveUp: 4 }, { id: 731, start: 10 }), served],
      findings: [
        {
          cause: 'jamf-pro-https *.jamfcloud.com 10.20.0.8:3128 tunnel-silence',
          confidence: 'strong',
          flows: [730, 731],
          exhibits: [{ frames: [at(0.06), at(5.07)] }, {}],
          parameters: { how: 'tunnel-silence', waitedSeconds: 5, allowedHosts: ['www.example.org'], port: 443 },
        },
      ],
    },
    'one such tunnel': { flows: [tunnel({ gaveUp: 5 }), served], findings: [{ confidence: 'moderate' }] },
    'tunnels like that, where nothing else is known to work': {
      flows: [tunnel({ gaveUp: 5 }), tunnel({ gaveUp: 5 }, { id: 731, start: 10 }), other()],
      findings: [{ confidence: 'moderate', parameters: { allowedHosts: [] } }],
    },
    'tunnels that the proxy closes at the ClientHello': {
      flows: [0, 1, 2].map((n) => tunnel({ closed: 0.5 }, { id: 730 + n, start: n * 5 })).concat(served),
      findings: [
        { confidence: 'strong', flows: [730, 731, 732], parameters: { how: 'tunnel-closed', waitedSeconds: 0.5 } },
      ],
    },
    'two of them': {
      flows: [0, 1].map((n) => tunnel({ closed: 0.5 }, { id: 730 + n, start: n * 5 })).concat(served),
      findings: [{ confidence: 'moderate' }],
    },
    'with less confidence where it works at other times': {
      flows: [failed({ id: 721 }), reached({ start: 60 })],
      findings: [{ flows: [721], confidence: 'moderate' }],
    },
  },
});
