import { describe, expect, it } from 'vitest';
import { readHttpTarget } from '../../src/wire/http-target.ts';

const none = { host: undefined, port: undefined };

describe('readHttpTarget', () => {
  it.each([
    [
      'GET',
      '/bag?a=1',
      'Init-p01st.push.apple.com.',
      { form: 'origin', host: 'init-p01st.push.apple.com', port: undefined, path: '/bag?a=1' },
    ],
    ['GET', '/', 'jss.test:8080', { form: 'origin', host: 'jss.test', port: 8080, path: '/' }],
    ['GET', '/', '[2001:DB8::1]:80', { form: 'origin', host: '2001:db8::1', port: 80, path: '/' }],
    ['GET', '/', undefined, { form: 'origin', ...none, path: '/' }],
    [
      'GET',
      'http://captive.apple.com/hotspot.html',
      'ignored',
      { form: 'absolute', host: 'captive.apple.com', port: undefined, path: '/hotspot.html' },
    ],
    ['GET', 'HTTP://user:x@a.test:81', 'a.test', { form: 'absolute', host: 'a.test', port: 81, path: '/' }],
    ['GET', 'http://a.test?x', undefined, { form: 'absolute', host: 'a.test', port: undefined, path: '?x' }],
    [
      'CONNECT',
      '1-courier.push.apple.com:5223',
      'other',
      { form: 'authority', host: '1-courier.push.apple.com', port: 5223, path: '1-courier.push.apple.com:5223' },
    ],
    ['OPTIONS', '*', 'a.test', { form: 'asterisk', host: 'a.test', port: undefined, path: '*' }],
    ['GET', '/', 'a.test:65536', { form: 'origin', host: 'a.test', port: undefined, path: '/' }],
    ['GET', '/', 'a:b:c', { form: 'origin', ...none, path: '/' }],
    ['GET', '/', 'a.test:123456', { form: 'origin', ...none, path: '/' }],
  ])('reads %s %s with Host %s', (method, target, host, expected) => {
    expect(readHttpTarget(method, target, host)).toEqual(expected);
  });
});
