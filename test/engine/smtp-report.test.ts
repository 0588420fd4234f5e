import { expect, it } from 'vitest';
import { smtpReport } from '../../src/engine/smtp-report.ts';
import type { Observation } from '../../src/probe/registry.ts';
import { flowFacts, seen } from '../support/flow-facts.ts';

const report = (observations: readonly Observation[], omitted?: ReadonlyMap<string, number>) =>
  smtpReport(flowFacts({ protocol: 'smtp', observations, omitted }));
const reply = (command: string | undefined, code: number, enhancedCode?: string) =>
  seen('smtp-reply', 1, 1, { command, code, enhancedCode });

it('is nothing on other flows', () => expect(report([])).toBeUndefined());

it('tells banner, offers, logins and replies', () => {
  const offers = (startTls: boolean) =>
    seen('smtp-extensions', 1, 1, { keywords: ['STARTTLS'], startTls, authMechanisms: ['PLAIN'] });
  expect(
    report([
      seen('smtp-banner', 1, 0, { code: 220, text: 'mail.corp.example ESMTP' }),
      reply('EHLO', 250),
      offers(true),
      offers(false),
      seen('smtp-authentication', 0, 1, { mechanism: 'PLAIN', readable: true }),
      reply('AUTH', 535, '5.7.8'),
      reply(undefined, 421),
    ]),
  ).toEqual({
    banner: { code: 220, text: 'mail.corp.example ESMTP' },
    offers: { startTls: true, authMechanisms: ['PLAIN'] },
    authentication: [{ mechanism: 'PLAIN', readable: true }],
    replies: [
      { command: 'EHLO', code: 250, at: { input: 0, frame: 1001 } },
      { command: 'AUTH', code: 535, enhancedCode: '5.7.8', at: { input: 0, frame: 1001 } },
      { command: null, code: 421, at: { input: 0, frame: 1001 } },
    ],
  });
});

it('says what was not seen, and counts what it leaves out', () => {
  expect(report([reply('NOOP', 250)])).toMatchObject({ banner: null, offers: null, authentication: [] });
  const many = report(Array(70).fill(reply('NOOP', 250)), new Map([['smtp-reply', 4]]));
  expect([many?.replies.length, many?.omitted]).toEqual([64, 10]);
});
