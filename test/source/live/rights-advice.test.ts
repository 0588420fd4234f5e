import { expect, test } from 'vitest';
import { rightsAdvice } from '../../../src/source/live/rights-advice.ts';
import { fakeLiveEffects } from '../../support/fake-live-effects.ts';

test('names what gives the right, by platform', () => {
  const linux = fakeLiveEffects({ programs: ['/usr/bin/dumpcap'] });
  expect(rightsAdvice(linux)).toContain('setcap cap_net_raw,cap_net_admin+eip /usr/bin/dumpcap');
  expect(rightsAdvice(linux)).toContain('usermod -aG wireshark');
  expect(rightsAdvice(fakeLiveEffects())).toContain('install dumpcap');
  expect(rightsAdvice(fakeLiveEffects({ platform: 'darwin' }))).toContain('ChmodBPF');
  expect(rightsAdvice(fakeLiveEffects({ platform: 'freebsd' }))).toContain('root');
});
