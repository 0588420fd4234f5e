import { expect, it } from 'vitest';
import { answeredNames } from '../../../src/detect/blocked/answered-names.ts';
import type { FailedGroup } from '../../../src/detect/blocked/blocked-rule.ts';
import { Servers } from '../../../src/detect/survey/servers.ts';
import { greeted, reached, TENANT } from '../../support/flow-facts.ts';

it('names what answered at the same address, but for the name that failed', () => {
  const servers = new Servers(() => {});
  for (const serverName of [TENANT, 'one.example.org', 'two.example.org']) servers.note(reached({ serverName }));
  servers.note(reached({ server: '203.0.113.80', serverName: 'elsewhere.example.org' }));
  const group = { flows: [greeted(), greeted()], servers } as Partial<FailedGroup> as FailedGroup;
  expect(answeredNames(group)).toEqual(['one.example.org', 'two.example.org']);
});
