import { describe, expect, it } from 'vitest';
import { foreignExchange, webFailure } from '../../../src/detect/failure/web-failure.ts';
import { answered, asked, connect, page, proxied, viaProxy, webFlow } from '../../support/web.ts';

const UPDATES = 'swcdn.apple.com';

describe('webFailure', () => {
  it('asks the proxy first, then the page', () => {
    expect(webFailure(proxied(UPDATES, [connect(UPDATES), answered(403)]))).toBe('proxy-refused');
    const blocked = [viaProxy(UPDATES), answered(403), page('Web Filter Violation')];
    expect(webFailure(proxied(UPDATES, blocked))).toBe('block-page');
    expect(webFailure(webFlow(UPDATES, [asked(UPDATES), answered(511)]))).toBe('captive-portal');
  });

  it('says nothing of answers of the server', () => {
    expect(webFailure(webFlow(UPDATES, [asked(UPDATES), answered(403)]))).toBeUndefined();
    expect(foreignExchange(webFlow(UPDATES, [], { protocol: 'socks' }))).toBeUndefined();
  });

  it('finds the first foreign answer of a flow', () => {
    const again = asked(UPDATES, 0.1, { index: 1 });
    const flow = webFlow(UPDATES, [asked(UPDATES), answered(404), again, answered(511, { requestIndex: 1 })]);
    expect(foreignExchange(flow)).toMatchObject({ exchange: { request: again }, answer: { kind: 'captive-portal' } });
  });
});
