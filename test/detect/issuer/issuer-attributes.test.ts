import { expect, it } from 'vitest';
import { attributesOf } from '../../../src/detect/issuer/issuer-attributes.ts';
import { certificate } from '../../support/certificates.ts';

it('keeps every attribute in order', () => {
  const { issuer } = certificate({ O: 'Example Corp', OU: 'Network', CN: 'Proxy', emailAddress: 'a@example.org' });
  expect(attributesOf(issuer)).toEqual([
    { type: 'O', value: 'Example Corp' },
    { type: 'OU', value: 'Network' },
    { type: 'CN', value: 'Proxy' },
    { type: 'emailAddress', value: 'a@example.org' },
  ]);
});
