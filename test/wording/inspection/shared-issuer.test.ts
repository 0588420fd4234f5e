import { expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

it('names the issuer and what must not be inspected', () => {
  const words = sampleWords('inspection/shared-issuer');
  expect(words.title).toBe('One unknown authority signs for acme.jamfcloud.com, iprofiles.apple.com and others');
  expect(words.explanation).toContain('hosts of 3 different owners');
  expect(words.explanation).toContain('acme.jamfcloud.com and iprofiles.apple.com must not be inspected');
});

it('says where inspection leaves Apple and Jamf alone', () => {
  const hosts = ['www.example.net', 'www.example.org'];
  const words = sampleWords('inspection/shared-issuer', { hosts, documented: [], owners: 2 });
  expect(words.explanation).toContain('No host of Apple or Jamf');
  expect(words.remedy).toMatch(/^None is needed/);
});
