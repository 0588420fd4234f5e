/** A network that wants a login first: Apple's test page or the push bag answered by a portal, or 511 (RFC 6585 6). */
import type { Conclusion } from '../draft.ts';
import { foreignExchange } from '../failure/web-failure.ts';
import { blockedDetector } from './blocked-rule.ts';
import { confidenceOfPage, framesOfPage, pageOf } from './foreign-page.ts';

export const captivePortal = blockedDetector('captive-portal', {
  rule: 'blocked/captive-portal',
  discriminator: (flow) => /^https?:\/\/[^/?#]*/i.exec(foreignExchange(flow)!.answer.leadsTo ?? '')?.[0] ?? '',
  frames: framesOfPage,
  conclude({ flows: [flow] }): Conclusion<'blocked/captive-portal'> | undefined {
    const confidence = confidenceOfPage(flow);
    return confidence && { confidence, parameters: pageOf(flow) };
  },
});
