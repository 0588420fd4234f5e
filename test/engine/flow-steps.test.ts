import { expect, it } from 'vitest';
import { stepsOf } from '../../src/engine/flow-steps.ts';
import { at, flowFacts, greeted, prohibited, reached, rst, seen, unanswered } from '../support/flow-facts.ts';

const line = (flow: Parameters<typeof stepsOf>[0]) =>
  stepsOf(flow).map(({ name, from, at, bytes }) => `${'><'[from]} ${name} ${at.frame}${bytes ? ` ${bytes}` : ''}`);

it('tells of a handshake, what was said, and the end, in the order of time', () => {
  const hello = { length: 517, alpn: [] };
  const observations = [
    seen('tls-client-hello', 0, 0.021, { hello }),
    seen('tls-server-hello', 1, 0.041, { hello: { length: 90, helloRetryRequest: false } }),
    seen('tls-certificates', 1, 0.042, { certificates: [{ length: 1000 }, { length: 800 }] }),
    seen('tls-alert', 0, 0.05, {}),
    seen('tls-established', 1, 0.06, {}),
    seen('tls-change-cipher-spec', 1, 0.06, {}),
  ];
  expect(line(reached({ observations }))).toEqual([
    '> syn 1',
    '< syn-ack 21',
    '> ack 21',
    '> client-hello 22 517',
    '< server-hello 42 90',
    '< certificate 43 1800',
    '> alert 51 2',
    '< tls-established 61',
    '> fin 1001',
    '< fin 1001',
  ]);
});

it('tells of what was sent again, and who broke off', () => {
  expect(line(unanswered([0, 1, 3]))).toEqual(['> syn 1', '> syn-resent 1001', '> syn-resent 3001']);
  const dropped = greeted({ tcp: { firstDataResent: [[at(0.3), at(0.9)], []], resets: [rst(2)] } });
  expect(line(dropped).slice(3)).toEqual(['> data-resent 301', '> data-resent 901', '< rst 2001']);
});

it('has an ICMP error come from the side that it stands before', () => {
  expect(line(unanswered([0], { icmp: [prohibited(0.1), prohibited(0.2, { quotes: 1 })] }))).toEqual([
    '> syn 1',
    '< icmp-error 101',
    '> icmp-error 201',
  ]);
});

it('knows the steps of DNS, HTTP and a retried hello', () => {
  const observations = [
    seen('tls-server-hello', 1, 5, { hello: { length: 88, helloRetryRequest: true } }),
    seen('http-response', 1, 4),
    seen('http-request', 0, 3),
    seen('dns-response', 1, 2),
    seen('dns-query', 0, 1),
  ];
  expect(line(flowFacts({ transport: 'udp', observations }))).toEqual([
    '> dns-query 1001',
    '< dns-response 2001',
    '> http-request 3001',
    '< http-response 4001',
    '< hello-retry-request 5001 88',
  ]);
});

it('orders what has one time by input and frame', () => {
  const place = (input: number, frame: number) => ({ input, frame, time: 5 });
  const flow = flowFacts({ tcp: { syns: [place(1, 1), place(0, 9), place(0, 2)] } });
  expect(stepsOf(flow).map(({ at }) => [at.input, at.frame])).toEqual([
    [0, 2],
    [0, 9],
    [1, 1],
  ]);
});

it('names the steps of other protocols as what was seen', () => {
  const observations = [
    seen('mysql-greeting', 1, 1),
    seen('mysql-result', 1, 2),
    seen('ldap-bind', 0, 3),
    seen('memcached-request', 0, 4),
    seen('ldap-security-layer', 0, 5),
  ];
  expect(line(flowFacts({ transport: 'udp', observations }))).toEqual([
    '< mysql-greeting 1001',
    '< mysql-result 2001',
    '> ldap-bind 3001',
    '> memcached-request 4001',
  ]);
});
