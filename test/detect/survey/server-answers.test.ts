import { expect, it } from 'vitest';
import { MAX_HOSTS, ServerAnswers } from '../../../src/detect/survey/server-answers.ts';
import type { FrameAt } from '../../../src/flow/direction.ts';
import { at, reached, seen, TENANT } from '../../support/flow-facts.ts';

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
    groups: new Set([4588]),
    flights: new Set([2300]),
  });
  expect(answers.of('www.example.org')).toBeUndefined();
});

it('knows nothing of flows without a name or an answer', () => {
  const answers = new ServerAnswers(() => {});
  answers.note(reached());
  answers.note({ ...answered({ version: 0x0304 }), serverName: undefined });
  expect(answers.of(TENANT)).toBeUndefined();
});

it('says when there are more hosts than it can keep', () => {
  const lost: FrameAt[] = [];
  const answers = new ServerAnswers((frame) => lost.push(frame));
  const flow = answered({ version: 0x0304 });
  for (let n = 0; n <= MAX_HOSTS; n++) answers.note({ ...flow, serverName: `h${n}` });
  expect(lost).toEqual([at(0)]);
});
