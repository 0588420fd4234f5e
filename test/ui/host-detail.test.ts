import { expect, test } from 'vitest';
import { hostDocument } from '../../src/ui/host-detail.ts';

test('names, roles and why', () => {
  const roles = [
    { role: 'jamf-pro', inferred: false, reason: 'declared in jamfPro' },
    { role: 'ldap', inferred: true, reason: 'answers LDAP' },
  ];
  expect(hostDocument({ address: '10.20.0.9', names: ['jss.corp.example'], roles })).toEqual([
    { kind: 'title', text: '10.20.0.9', token: 'plain' },
    { kind: 'heading', text: 'Names' },
    { kind: 'item', text: 'jss.corp.example' },
    { kind: 'heading', text: 'Roles' },
    { kind: 'field', label: 'jamf-pro', text: 'declared in jamfPro' },
    { kind: 'field', label: 'ldap', text: 'inferred: answers LDAP' },
  ]);
});

test('says what is not known', () => {
  const texts = hostDocument({ address: '10.20.0.9', names: [], roles: [] }).map(({ text }) => text);
  expect(texts).toContain('No flow named it.');
  expect(texts).toContain('Nothing that it did shows a role.');
});
