import { captivePortal } from '../../../src/detect/blocked/captive-portal.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at } from '../../support/flow-facts.ts';
import { answered, asked, page, webFlow } from '../../support/web.ts';

const CAPTIVE = 'captive.apple.com';
const BAG = 'init.push.apple.com';
const UPDATES = 'swcdn.apple.com';
const PORTAL = 'https://login.guest.example/?a=b';
const sent = (host: string, location: string, sketch = {}) =>
  webFlow(host, [asked(host), answered(302, { location })], sketch);
const tested = (title: string | undefined, sketch = {}) =>
  webFlow(CAPTIVE, [asked(CAPTIVE), answered(200), page(title)], sketch);

describeDetector(captivePortal, {
  silent: {
    "Apple's test page": [tested('Success', { succeeded: true })],
    'the way to HTTPS': [sent(CAPTIVE, `https://${CAPTIVE}/`)],
    "another of Apple's hosts": [sent(BAG, 'http://init-p01st.push.apple.com/bag')],
    'a block page of a known filter': [sent(CAPTIVE, 'https://block.opendns.com/main')],
    'a host that nothing documents': [sent('www.example.org', PORTAL)],
    'an ordinary redirect of another host': [sent(UPDATES, 'https://a1.akamai.net/b')],
  },
  reports: {
    'the test sent to a portal': {
      flows: [sent(CAPTIVE, PORTAL, { id: 740 })],
      findings: [
        {
          confidence: 'strong',
          flows: [740],
          exhibits: [{ frames: [at(0.03), at(0.05)] }],
          parameters: { host: CAPTIVE, status: 302, marks: ['sent-away'], leadsTo: PORTAL },
        },
      ],
    },
    'one portal, whatever the rest of the address': {
      flows: [sent(CAPTIVE, PORTAL, { id: 741 }), sent(CAPTIVE, `${PORTAL}&c=d`, { id: 742 })],
      findings: [{ flows: [741, 742] }],
    },
    'the bag sent to a portal': { flows: [sent(BAG, PORTAL)], findings: [{ confidence: 'strong' }] },
    'another page in the place of the test page': {
      flows: [tested('Welcome')],
      findings: [{ confidence: 'strong', parameters: { title: 'Welcome', marks: ['other-page'] } }],
    },
    '511': {
      flows: [webFlow(UPDATES, [asked(UPDATES), answered(511)])],
      findings: [{ confidence: 'conclusive', parameters: { marks: ['login-required'] } }],
    },
    "Apple's host sent to an address of the site": {
      flows: [sent(UPDATES, 'http://10.20.0.1:8880/guest')],
      findings: [{ confidence: 'moderate', parameters: { marks: ['sent-to-private'] } }],
    },
    'as a warning when somebody has logged in': {
      flows: [sent(CAPTIVE, PORTAL, { id: 743 }), tested('Success', { succeeded: true, start: 60 })],
      findings: [{ flows: [743], severity: 'warning' }],
    },
  },
});
