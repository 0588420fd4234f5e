import { expect, test } from 'vitest';
import { appleHosts, portsArticle, pushGuide, sourceText } from '../../src/catalogue/source.ts';

test('sources are cited by title and section', () => {
  expect(sourceText(portsArticle('S22'))).toBe('Jamf: Network Ports Used by Jamf Pro, row S22');
  expect(sourceText(appleHosts('Device setup'))).toMatch(/^Apple 101555: .*, Device setup$/);
  expect(sourceText({ title: 'A document' })).toBe('A document');
});

test('public documents carry their address', () => {
  expect(portsArticle('S1').url).toMatch(/^https:\/\/learn\.jamf\.com\//);
  expect(appleHosts('x').url).toBe('https://support.apple.com/101555');
  expect(pushGuide('x')).not.toHaveProperty('url');
});
