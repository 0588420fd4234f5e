import { expect, it } from 'vitest';
import { MAX_HOSTS, ServerAnswers } from '../../../src/detect/survey/server-answers.ts';
import { reached, seen, TENANT } from '../../support/flow-facts.ts';

const answered = (hello: object, flight = 0) =>
  reached({
    observations: [
      seen('tls-server-hello', 1, 0.04, { hello: { helloRetryRequest: false, ...hello }, resumed: false }),
      ...(flight > 0 ? [seen('tls-protected-record', 1, 0.05, { recordType: 23, length: flight, index: 0 })] : []),
    ],
  });

it('remembers how a host answers', () => {
  const answers = new ServerAnswers(() => {});
  answers.note(answered({ version: 0x0304, group: 4588 }, 2300));
  answers.note(answered({ version: 0x0303, alpn: 'h2' }));
  expect(answers.of(TENANT)).toEqual({
    tls13: true,
    alpn: true,
    direct: true,
    groups: [4588],
    flights: [2300],
  });
  expect(answers.of('www.example.org')).toBeUndefined();
});

it('knows nothing of flows without a name or an answer', () => {
  const answers = new ServerAnswers(() => {});
  answers.note(reached());
  answers.note({ ...answered({ version: 0x0304 }), serverName: undefined });
  expect(answers.of(TENANT)).toBeUndefined();
});

it('forgets the hosts that answered longest ago, and says so', () => {
  const lost: number[] = [];
  const answers = new ServerAnswers((entries) => lost.push(entries));
  const flow = answered({ version: 0x0304 });
  for (let n = 0; n <= 2 * MAX_HOSTS; n++) answers.note({ ...flow, serverName: `h${n}` });
  expect(lost).toEqual([MAX_HOSTS]);
});
