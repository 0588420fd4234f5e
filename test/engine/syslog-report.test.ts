import { expect, it } from 'vitest';
import { syslogReport } from '../../src/engine/syslog-report.ts';
import { flowFacts, seen } from '../support/flow-facts.ts';

it('is nothing on other flows', () => expect(syslogReport(flowFacts())).toBeUndefined());

it('tells who sends, and how', () => {
  const said = { framing: 'newline', format: 'rfc3164', facility: 'local0', severity: 'info' };
  const observations = [
    seen('syslog-message', 0, 0, { ...said, host: 'jamf', application: 'JSS' }),
    seen('syslog-message', 0, 1, { ...said, format: 'other', host: undefined, application: undefined }),
  ];
  expect(syslogReport(flowFacts({ protocol: 'syslog', observations }))).toEqual({
    framing: 'newline',
    messages: [
      {
        format: 'rfc3164',
        facility: 'local0',
        severity: 'info',
        host: 'jamf',
        application: 'JSS',
        at: { input: 0, frame: 1 },
      },
      {
        format: 'other',
        facility: 'local0',
        severity: 'info',
        host: null,
        application: null,
        at: { input: 0, frame: 1001 },
      },
    ],
  });
});
