/** A documented host answers plain HTTP with the page of a filter: somebody in the path answered in its place. */
import type { Conclusion } from '../draft.ts';
import { foreignExchange } from '../failure/web-failure.ts';
import { blockedDetector } from './blocked-rule.ts';
import { confidenceOfPage, framesOfPage, pageOf } from './foreign-page.ts';

export const blockPage = blockedDetector('block-page', {
  rule: 'blocked/block-page',
  discriminator: (flow) => foreignExchange(flow)!.answer.product ?? '',
  frames: framesOfPage,
  conclude({ flows: [flow] }): Conclusion<'blocked/block-page'> | undefined {
    const confidence = confidenceOfPage(flow);
    const { product } = foreignExchange(flow)!.answer;
    return (
      confidence && {
        confidence,
        parameters: { ...pageOf(flow), ...(product === undefined ? {} : { product }) },
      }
    );
  },
});
