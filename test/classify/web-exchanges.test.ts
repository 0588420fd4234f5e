import { describe, expect, it } from 'vitest';
import { webExchanges } from '../../src/classify/web-exchanges.ts';
import { answered, asked, page } from '../support/web.ts';

describe('webExchanges', () => {
  it('puts answers and pages to their requests', () => {
    const [one, other] = [asked('a.test'), asked('b.test', 0.1, { index: 1 })];
    const [first, second] = [answered(302), answered(200, { requestIndex: 1 })];
    const shown = page('Success', { requestIndex: 1 });
    expect(webExchanges([one, other, first, second, shown])).toEqual([
      { request: one, response: first, page: undefined },
      { request: other, response: second, page: shown },
    ]);
  });

  it('passes over interim answers, and what is said in a tunnel', () => {
    const final = answered(200);
    const inside = { ...asked('inside.test', 0.2, { index: 7 }), via: 'connect' as const };
    expect(webExchanges([asked('a.test'), answered(100), final, inside])).toMatchObject([{ response: final }]);
  });

  it('keeps answers whose requests are missing', () => {
    const alone = answered(403, { requestIndex: undefined });
    expect(webExchanges([alone, page('no', { requestIndex: undefined })])).toEqual([
      { request: undefined, response: alone, page: undefined },
    ]);
  });
});
