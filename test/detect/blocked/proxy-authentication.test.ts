import { proxyAuthentication } from '../../../src/detect/blocked/proxy-authentication.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { reached, TENANT } from '../../support/flow-facts.ts';
import { answered, connect, proxied } from '../../support/web.ts';

const reason = 'Proxy Authentication Required';
const wanted = (
  sketch = {},
  more = {},
  answer: object = { proxyAuthenticate: 'Negotiate, NTLM, Basic realm="a NTLM"' },
) => proxied(TENANT, [connect(TENANT, 443, more), answered(407, { reason, ...answer })], sketch);
const logsIn = (host: string) => connect(host, 443, { index: 1, proxyAuthorization: 'Basic' });
const opened = (host: string, sketch = {}) =>
  proxied(host, [connect(host), answered(407), logsIn(host), answered(200, { requestIndex: 1 })], {
    succeeded: true,
    ...sketch,
  });

describeDetector(proxyAuthentication, {
  silent: {
    '407 and success in one flow': [opened(TENANT)],
    '407, and success in a flow behind it': [wanted(), opened(TENANT, { start: 0.5 })],
    '407, and a login half a minute later': [wanted(), opened(TENANT, { start: 30 })],
    'the end of the capture': { flows: [wanted()], capture: { lastTime: 2e9 } },
    'a host that nothing documents': [proxied('www.example.org', [connect('www.example.org'), answered(407)])],
  },
  reports: {
    'a daemon that cannot log in, beside a browser that does': {
      flows: [wanted({ id: 710 }), wanted({ id: 711, start: 5 }), opened('www.example.org', { start: 6 })],
      findings: [
        {
          cause: 'jamf-pro-https *.jamfcloud.com 10.20.0.8:3128',
          confidence: 'strong',
          flows: [710, 711],
          parameters: {
            method: 'CONNECT',
            host: TENANT,
            port: 443,
            answer: `407 ${reason}`,
            schemes: ['Negotiate', 'NTLM', 'Basic'],
            challenges: 2,
            allowedHosts: [],
            loginHosts: ['www.example.org'],
          },
        },
      ],
    },
    'a host that is open to all': {
      flows: [wanted({ id: 714 }), proxied('www.example.org', [connect('www.example.org'), answered(200)])],
      findings: [{ flows: [714], parameters: { allowedHosts: ['www.example.org'], loginHosts: [] } }],
    },
    'credentials that are not taken': {
      flows: [wanted({}, { proxyAuthorization: 'Basic' }, {})],
      findings: [{ confidence: 'strong', parameters: { offered: 'Basic', schemes: [] } }],
    },
    'another client that logs in': {
      flows: [wanted({ id: 712 }), opened(TENANT, { client: '10.20.0.16', start: 1 })],
      findings: [{ flows: [712], confidence: 'strong', parameters: { allowedHosts: [], loginHosts: [TENANT] } }],
    },
    'a host that the client reaches without the proxy': {
      flows: [wanted({ id: 713 }), reached({ start: 20 })],
      findings: [{ flows: [713], confidence: 'moderate', severity: 'warning' }],
    },
  },
});
