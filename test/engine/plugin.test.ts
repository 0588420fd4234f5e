/** What a plug-in's analysis amounts to is tested in `test/index.test.ts`. */
import { describe, expect, it } from 'vitest';
import type { ServiceRow } from '../../src/catalogue/service-row.ts';
import type { Detector } from '../../src/detect/detector.ts';
import { combinePlugins, definePlugin, type Plugin } from '../../src/engine/plugin.ts';
import type { Probe } from '../../src/probe/probe.ts';

const meta = { name: 'acme', version: '1' };
const open: Detector['open'] = () => ({ flow: () => false, conclude: () => [] });
const wording = {
  source: '',
  words: () => ({ title: '', explanation: '', rivals: [], remedy: '', evidence: [] }),
};
const detector: Detector = { rule: 'acme/rude', severity: 'info', wording, open };

describe('definePlugin', () => {
  it('hands back what fits', () => {
    const plugin: Plugin = { meta, detectors: [detector, { rule: 'blocked/dns', open }] };
    expect(definePlugin(plugin)).toBe(plugin);
  });

  it.each<[string, unknown]>([
    ['a plug-in needs meta.name', {}],
    ['a plug-in needs meta.name', { meta: { name: '', version: '1' } }],
    ['acme: a rule is named family/name, not rude', { meta, detectors: [{ ...detector, rule: 'rude' }] }],
    ['acme: acme/rude needs severity and wording', { meta, detectors: [{ rule: 'acme/rude', open }] }],
    ['acme: acme/rude needs severity and wording', { meta, detectors: [{ ...detector, severity: undefined }] }],
  ])('%s', (message, plugin) => {
    expect(() => definePlugin(plugin as Plugin)).toThrow(new TypeError(message));
  });
});

describe('combinePlugins', () => {
  const row = (id: string, ref: string) => ({ id, ref }) as ServiceRow;
  const probe = (name: string) => ({ name }) as Probe;
  const one: Plugin = { meta: { name: 'one', version: '1' }, endpoints: [row('a', 'X:a')], probes: [probe('p')] };

  it('puts together what they bring, in their order', () => {
    const two: Plugin = { meta: { name: 'two', version: '1' }, endpoints: [row('b', 'X:b')], detectors: [detector] };
    expect(combinePlugins([one, two])).toEqual({
      endpoints: [row('a', 'X:a'), row('b', 'X:b')],
      probes: [probe('p')],
      detectors: [detector],
    });
    expect(combinePlugins([])).toEqual({ endpoints: [], probes: [], detectors: [] });
  });

  it.each<[string, Partial<Plugin>]>([
    ['one already has the endpoint a', { endpoints: [row('a', 'X:z')] }],
    ['one already has the endpoint X:a', { endpoints: [row('z', 'X:a')] }],
    ['one already has the endpoint X:a', { endpoints: [row('X:a', 'X:z')] }],
    ['one already has the probe p', { probes: [probe('p')] }],
    ['acme already has the rule acme/rude', { detectors: [detector, detector] }],
    ['acme: a rule is named', { detectors: [{ ...detector, rule: 'rude' as 'a/b' }] }],
  ])('refuses when %s', (message, plugin) => {
    expect(() => combinePlugins([one, { meta, ...plugin }])).toThrow(message);
  });
});
