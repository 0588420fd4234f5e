import { expect, it } from 'vitest';
import { MAX_CLIENTS, SynAcks } from '../../../src/detect/survey/syn-acks.ts';
import { CLIENT, type FlowSketch, reached } from '../../support/flow-facts.ts';

const linux = { window: 65160, mss: 1460, windowScale: 7, sackPermitted: true, timestamps: true };
const accepted = (serverName: string, sketch: FlowSketch = {}, options: object = {}, hopLimit = 64) =>
  reached({
    serverName,
    ...sketch,
    tcp: { options: [undefined, { ...linux, ...options }], hopLimits: [64, hopLimit] },
  });
const names = ['deviceenrollment.apple.com', 'acme.jamfcloud.com', 'www.example.org'];
const after = (...flows: readonly ReturnType<typeof reached>[]) => {
  const noted = new SynAcks(() => {});
  for (const flow of flows) noted.note(flow);
  return noted.uniform(CLIENT);
};
const servers = ['17.253.5.1', '3.5.1.1', '2606:2800:220:1::1'];
const alike = names.map((name, at) => accepted(name, { server: servers[at] }));

it('knows servers of three owners that all accept in one way', () => {
  expect(after(...alike)).toBe(true);
  expect(after(...alike.slice(0, 2))).toBe(false);
  expect(after(...alike.slice(0, 2), accepted('gdmf.apple.com'))).toBe(false);
});

it('takes one CDN that serves three owners for nothing else', () => {
  expect(after(...names.map((name, at) => accepted(name, { server: `104.16.${at}.20` })))).toBe(false);
});

it.each([
  ['a hop limit', accepted('www.example.net', {}, {}, 52)],
  ['a segment size', accepted('www.example.net', {}, { mss: 1400 })],
  ['a window', accepted('www.example.net', {}, { window: 28960 })],
  ['a missing option', accepted('www.example.net', {}, { timestamps: false })],
])('sees %s differ', (_, other) => {
  expect(after(...alike, other)).toBe(false);
  expect(after(other, ...alike)).toBe(false);
});

it('leaves out what leads elsewhere', () => {
  const inside = accepted('files.example.org', { server: '10.1.2.3' }, {}, 63);
  const ssh = accepted('www.example.net', { protocol: 'ssh' }, {}, 52);
  expect(after(...alike, inside, ssh, reached({ serverName: 'www.example.net' }))).toBe(true);
  expect(after(...names.map((name) => accepted(name, { client: '10.20.0.21' })))).toBe(false);
});

it('forgets the clients that were accepted longest ago, and says so', () => {
  const lost: number[] = [];
  const noted = new SynAcks((entries) => lost.push(entries));
  for (let n = 0; n <= 2 * MAX_CLIENTS; n++) noted.note({ ...alike[0], originator: { address: `c${n}`, port: 1 } });
  expect(lost).toEqual([MAX_CLIENTS]);
});
