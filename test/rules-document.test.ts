/** RULES.md says what `jamscope explain` says: `npm run rules` writes it. */
import { expect, it } from 'vitest';
import { RULES } from '../src/detect/rules.ts';
import { explainedRules } from '../src/wording/explain.ts';
import { rulesDocument } from './support/rules-document.ts';

it('RULES.md is current: npm run rules', async () => {
  await expect(rulesDocument(explainedRules(RULES))).toMatchFileSnapshot('../RULES.md');
});
