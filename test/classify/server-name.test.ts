/** A flow's name is its SNI, then CONNECT or Host, then the client's DNS answer, then a name-resolution block. */
import { describe, expect, it } from 'vitest';
import { NameTable } from '../../src/classify/name-table.ts';
import { serverName } from '../../src/classify/server-name.ts';
import type { Observation } from '../../src/probe/registry.ts';
import { seen } from '../support/flow-facts.ts';

const CLIENT = '10.0.0.1';
const SERVER = '192.0.2.1';
const sni = (name: string | undefined) => seen('tls-client-hello', 0, 1, { hello: { serverName: name, alpn: [] } });
const request = (method: string, host: string | undefined) => seen('http-request', 0, 1, { method, host });

function nameOf(observations: readonly Observation[], learn: (names: NameTable) => void = () => {}) {
  const names = new NameTable();
  learn(names);
  return serverName(observations, names, CLIENT, SERVER, 10);
}

describe('what is said on the flow', () => {
  it.each<[string, Observation[], string, string]>([
    ['SNI', [sni('a.example')], 'a.example', 'sni'],
    ['CONNECT', [request('CONNECT', 'b.example')], 'b.example', 'connect'],
    ['SOCKS', [seen('socks-request', 0, 1, { host: 'b.example', port: 443 })], 'b.example', 'connect'],
    ['Host', [request('GET', 'c.example')], 'c.example', 'host'],
    ['the SNI inside a tunnel', [request('CONNECT', 'b.example'), sni('a.example')], 'a.example', 'sni'],
    ['the first request', [request('GET', 'c.example'), request('GET', 'd.example')], 'c.example', 'host'],
    ['a name with a final dot and capitals', [request('GET', 'C.Example.')], 'c.example', 'host'],
    ['Host where the hello names nobody', [sni(undefined), request('GET', 'c.example')], 'c.example', 'host'],
  ])('names it: %s', (_, observations, name, from) => {
    const learnt = (names: NameTable) => names.learn(CLIENT, SERVER, 'dns.example', 1);
    expect(nameOf(observations, learnt)).toEqual({ name, from, candidates: [] });
  });
});

describe('otherwise', () => {
  it('the answer that the client got names it', () => {
    expect(nameOf([sni(undefined)], (names) => names.learn(CLIENT, SERVER, 'dns.example', 10))).toEqual({
      name: 'dns.example',
      from: 'dns',
      candidates: [],
    });
  });

  it('an answer that came later does not', () => {
    expect(nameOf([], (names) => names.learn(CLIENT, SERVER, 'dns.example', 11)).name).toBeUndefined();
  });

  it('several answers stay several, the newest first', () => {
    const found = nameOf([], (names) => {
      names.learn(CLIENT, SERVER, 'old.example', 1);
      names.learn(CLIENT, SERVER, 'new.example', 2);
    });
    expect(found).toEqual({ name: 'new.example', from: 'dns', candidates: ['new.example', 'old.example'] });
  });

  it('a record of the capture file comes behind the own answer and before those of others', () => {
    const fixed = (names: NameTable) => names.fix(SERVER, ['file.example']);
    const others = (names: NameTable) => names.learn('10.0.0.2', SERVER, 'other.example', 1);
    const own = (names: NameTable) => names.learn(CLIENT, SERVER, 'own.example', 1);
    expect(nameOf([], (names) => [fixed, others, own].map((learn) => learn(names)))).toMatchObject({
      name: 'own.example',
    });
    expect(nameOf([], (names) => [fixed, others].map((learn) => learn(names)))).toMatchObject({
      name: 'file.example',
      from: 'name-resolution',
    });
  });

  it('the answer to another client counts when it is the only one', () => {
    const others = (...told: readonly string[]) =>
      nameOf([], (names) => {
        for (const name of told) names.learn('10.0.0.2', SERVER, name, 1);
      });
    expect(others('a.example')).toEqual({ name: 'a.example', from: 'dns', candidates: [] });
    expect(others('a.example', 'b.example')).toEqual({ name: undefined, from: undefined, candidates: [] });
  });
});
