import { expect, test } from 'vitest';
import { hostDocument } from '../../src/ui/host-detail.ts';
import { sampleFinding, sampleSnapshot } from '../support/sample-snapshot.ts';

const snapshot = sampleSnapshot([sampleFinding('blocked/syn-unanswered')]);

test('names, roles and why', () => {
  const roles = [
    { role: 'jamf-pro', inferred: false, reason: 'declared in jamfPro' },
    { role: 'ldap', inferred: true, reason: 'answers LDAP' },
  ];
  expect(hostDocument({ address: '10.20.0.9', names: ['jss.corp.example'], roles }, snapshot)).toEqual([
    { kind: 'title', text: '10.20.0.9', token: 'plain' },
    { kind: 'heading', text: 'Names' },
    { kind: 'item', text: 'jss.corp.example' },
    { kind: 'heading', text: 'Roles' },
    { kind: 'field', label: 'jamf-pro', text: 'declared in jamfPro' },
    { kind: 'field', label: 'ldap', text: 'inferred: answers LDAP' },
    { kind: 'heading', text: 'Findings' },
    { kind: 'text', text: 'None is about its flows.', token: 'muted' },
  ]);
});

test('says what is not known', () => {
  const texts = hostDocument({ address: '10.20.0.9', names: [], roles: [] }, snapshot).map(({ text }) => text);
  expect(texts).toContain('No flow named it.');
  expect(texts).toContain('Nothing that it did shows a role.');
});

test('the findings that it is an end of, as client or as server', () => {
  for (const address of [snapshot.findings[0].scope.clients[0], snapshot.findings[0].scope.servers[0]]) {
    const texts = hostDocument({ address, names: [], roles: [] }, snapshot).map(({ text }) => text);
    expect(texts.at(-1)).toMatch(/^F1 No answer on TCP 5223/);
  }
});
