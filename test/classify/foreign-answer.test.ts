import { describe, expect, it } from 'vitest';
import { foreignAnswer } from '../../src/classify/foreign-answer.ts';
import { webExchanges } from '../../src/classify/web-exchanges.ts';
import type { Observation } from '../../src/probe/registry.ts';
import { answered, asked, connect, page, viaProxy } from '../support/web.ts';

const CAPTIVE = 'captive.apple.com';
const BAG = 'init-p01st.push.apple.com';
const UPDATES = 'swcdn.apple.com';
const judged = (...observations: Observation[]) => foreignAnswer(webExchanges(observations)[0]);
const sent = (location: string, status = 302) => answered(status, { location });

describe('foreignAnswer', () => {
  it.each([
    ["Apple's test page", [asked(CAPTIVE), answered(200), page('Success')]],
    ['the test page without its body', [asked(CAPTIVE), answered(200)]],
    ['the test page cut short', [asked(CAPTIVE), answered(200), page(undefined, { whole: false })]],
    ['the test page over HTTPS', [asked(CAPTIVE), sent(`https://${CAPTIVE}/`)]],
    ['the bag', [asked(BAG), answered(200, { contentType: 'text/xml' })]],
    ['a content network that is out of order', [asked(BAG), answered(503), page('Service Unavailable')]],
    ["the server's own 403", [asked(UPDATES), answered(403, { server: 'AkamaiGHost' }), page('Access Denied')]],
    ["Akamai's own 403 for the bag", [asked(BAG), answered(403, { server: 'AkamaiGHost' }), page('Access Denied')]],
    ["Apple's own", [asked(BAG), answered(403, { viaHeader: 'http/1.1 defra1-edge-bx-002.ts.apple.com (acdn/1)' })]],
    ["the server's own 503", [asked('acme.jamfcloud.com'), answered(503, { server: 'awselb/2.0' }), page('503')]],
    ['an ordinary redirect', [asked(UPDATES), sent('http://updates-http.cdn-apple.com/a')]],
    ['a redirect to a content network', [asked(UPDATES), sent('https://a1.akamai.net/b')]],
    ['a private address behind a private name', [asked('jss.corp.example'), sent('https://10.20.5.10:8443/')]],
    ['a relative redirect', [asked(CAPTIVE), sent('/login')]],
    ['a refused tunnel', [connect(UPDATES), answered(403, { proxyError: 'ERR_ACCESS_DENIED 0' })]],
    ["Squid's other troubles", [asked(UPDATES), answered(503, { proxyError: 'ERR_CONNECT_FAIL 111' })]],
    ['no answer', [asked(CAPTIVE)]],
    ['an answer without its request', [answered(511, { requestIndex: undefined })]],
  ])('takes for genuine: %s', (_, observations) => {
    expect(judged(...observations)).toBeUndefined();
  });

  it.each<[string, Observation[], object]>([
    ['511', [asked(UPDATES), answered(511)], { kind: 'captive-portal', marks: ['login-required'] }],
    [
      'a redirect of the test',
      [asked(CAPTIVE), sent('https://login.guest.example/?a')],
      { kind: 'captive-portal', marks: ['sent-away'], leadsTo: 'https://login.guest.example/?a' },
    ],
    [
      'a redirect of the bag',
      [asked('init.push.apple.com'), sent('http://portal.test/', 303)],
      { marks: ['sent-away'] },
    ],
    [
      'a redirect to an address of the site',
      [asked(CAPTIVE), sent('http://u@192.168.1.1:8880/guest')],
      { kind: 'captive-portal', marks: ['sent-away', 'sent-to-private'] },
    ],
    ['another host sent to the site', [asked(UPDATES), sent('http://[fd00::1]/login')], { marks: ['sent-to-private'] }],
    ['another test page', [asked(CAPTIVE), answered(200), page('Welcome')], { marks: ['other-page'] }],
    [
      'a script in the place of the test page',
      [asked(CAPTIVE), answered(200), page(undefined, { leadsTo: 'http://10.0.0.1:1000/fgtauth?1' })],
      { kind: 'captive-portal', marks: ['sent-to-private', 'other-page'] },
    ],
    [
      'a filter by its Server field',
      [asked(UPDATES), answered(403, { server: 'Zscaler/6.2' })],
      { kind: 'block-page', marks: ['server-field'], product: 'Zscaler Internet Access' },
    ],
    [
      'a filter by its title',
      [viaProxy(UPDATES), answered(200), page('Web Filter Violation')],
      { marks: ['filter-title'] },
    ],
    [
      'a filter by its host, also for the test page',
      [asked(CAPTIVE), sent('https://block.opendns.com/main')],
      { kind: 'block-page', marks: ['filter-host'], product: 'Cisco Umbrella' },
    ],
    ['a title of many', [asked(UPDATES), answered(200), page('Web Page Blocked')], { marks: ['blocked-title'] }],
    [
      'with a status',
      [asked(UPDATES), answered(503), page('Web Page Blocked')],
      { marks: ['blocked-title', 'forbidden'] },
    ],
    [
      'Squid in the path',
      [asked(UPDATES), answered(403, { proxyError: 'ERR_ACCESS_DENIED 0' })],
      { kind: 'block-page', marks: ['filter-denied'], product: 'Squid' },
    ],
    ['the bag forbidden', [asked(BAG), answered(403)], { kind: 'block-page', marks: ['forbidden'] }],
    [
      'a page for the bag',
      [asked(BAG), answered(200), page('Hello')],
      { kind: 'block-page', marks: ['page-for-list'] },
    ],
  ])('takes for foreign: %s', (_, observations, expected) => {
    expect(judged(...observations)).toMatchObject(expected);
  });
});
