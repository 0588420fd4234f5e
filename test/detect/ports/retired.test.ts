import { retired } from '../../../src/detect/ports/retired.ts';
import { describeDetector } from '../../support/detector-table.ts';
import { at, reached, refused, unanswered } from '../../support/flow-facts.ts';

const gateway = { server: '17.188.137.190', port: 2195, serverName: 'gateway.push.apple.com', client: '10.20.5.10' };

describeDetector(retired, {
  silent: {
    'a service that is alive': [reached()],
    'a capture from before the end': {
      flows: [reached(gateway)],
      capture: { startedAt: '2020-06-01T08:00:00Z' },
    },
    'a host that nothing documents on the same port': [unanswered([0], { serverName: 'www.example.org', port: 2195 })],
  },
  reports: {
    'an attempt that is refused': {
      flows: [refused({ ...gateway, id: 1021 }), refused({ ...gateway, id: 1022, start: 30 })],
      findings: [
        {
          cause: 'jamf-pro-apns-binary gateway.push.apple.com',
          confidence: 'strong',
          services: ['jamf-pro-apns-binary'],
          flows: [1021, 1022],
          exhibits: [{ frames: [at(0)] }, { frames: [at(30)] }],
          parameters: {
            port: 2195,
            retiredSince: '2021-03-31',
            replacement: 'Jamf Pro to APNs (HTTP/2): api.push.apple.com, TCP 443 or 2197',
            answered: false,
          },
        },
      ],
    },
    'one that something answers': { flows: [reached(gateway)], findings: [{ parameters: { answered: true } }] },
    'the port at an address of Apple, without a name': {
      flows: [unanswered([0], { ...gateway, serverName: undefined })],
      findings: [{ cause: 'apns 17.188.137.190:2195' }],
    },
    'a capture of an unknown date is judged by today': {
      flows: [unanswered([0], gateway)],
      capture: { startedAt: undefined as unknown as string },
      findings: [{}],
    },
  },
});
