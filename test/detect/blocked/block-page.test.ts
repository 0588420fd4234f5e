import { blockPage } from '../../../src/detect/blocked/block-page.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at } from '../../support/flow-facts.ts';
import { answered, asked, page, webFlow } from '../../support/web.ts';

const UPDATES = 'swcdn.apple.com';
const BAG = 'init-p01st.push.apple.com';
const blocked = (sketch = {}, status = 403, title = 'Web Filter Violation') =>
  webFlow(UPDATES, [asked(UPDATES), answered(status), page(title)], sketch);
const served = (sketch = {}) => webFlow(UPDATES, [asked(UPDATES), answered(200)], { succeeded: true, ...sketch });

describeDetector(blockPage, {
  silent: {
    "the server's own 403": [blocked({}, 403, 'Access Denied')],
    'an ordinary redirect': [
      webFlow(UPDATES, [asked(UPDATES), answered(302, { location: 'http://a.cdn-apple.com/b' })]),
    ],
    'a host that nothing documents': [
      webFlow('www.example.org', [asked('www.example.org'), answered(403), page('Web Page Blocked')]),
    ],
    'a captive portal': [webFlow(UPDATES, [asked(UPDATES), answered(511)])],
    'a page beside an answer of the server': [blocked(), served({ start: 0.4 })],
  },
  reports: {
    'by the title of a product': {
      flows: [blocked({ id: 730 })],
      findings: [
        {
          confidence: 'strong',
          flows: [730],
          exhibits: [{ frames: [at(0.03), at(0.05)] }],
          parameters: {
            host: UPDATES,
            status: 403,
            marks: ['filter-title'],
            title: 'Web Filter Violation',
            product: 'Fortinet FortiGate',
          },
        },
      ],
    },
    'by a title of many, with a status that fits': {
      flows: [blocked({}, 503, 'Web Page Blocked')],
      findings: [{ confidence: 'strong', parameters: { product: 'a web filter' } }],
    },
    'by a title of many alone': {
      flows: [blocked({}, 200, 'Web Page Blocked')],
      findings: [{ confidence: 'moderate' }],
    },
    'by its own word': {
      flows: [webFlow(UPDATES, [asked(UPDATES), answered(403, { proxyError: 'ERR_ACCESS_DENIED 0' })])],
      findings: [{ confidence: 'conclusive', parameters: { product: 'Squid' } }],
    },
    'the bag, which nobody has a reason to forbid': {
      flows: [webFlow(BAG, [asked(BAG), answered(403)])],
      findings: [{ confidence: 'moderate', parameters: { marks: ['forbidden'] } }],
    },
    'two products, two causes': {
      flows: [blocked(), webFlow(UPDATES, [asked(UPDATES), answered(403, { server: 'Zscaler/6.2' })])],
      findings: [
        { parameters: { product: 'Fortinet FortiGate' } },
        { parameters: { product: 'Zscaler Internet Access' } },
      ],
    },
    'as a warning where the host is had at other times': {
      flows: [blocked({ id: 731 }), served({ start: 60 })],
      findings: [{ flows: [731], severity: 'warning' }],
    },
  },
});
