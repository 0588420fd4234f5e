import { expect, it } from 'vitest';
import { sampleWords } from '../../support/sample-words.ts';

const RULE = 'inspection/agent-on-device';

it('names the agent, and says that the network is not to blame', () => {
  const words = sampleWords(RULE);
  expect(words.title).toBe('Zscaler Client Connector on the device carries the traffic to iprofiles.apple.com');
  expect(words.explanation).toContain('belong to the process ZscalerTunnel, which is Zscaler Client Connector.');
  expect(words.explanation).toContain('a proxy on the device, not in the network');
  expect(words.rivals[0]).toContain('per-app VPN');
  expect(words.evidence).toEqual(['Process of the flows: ZscalerTunnel 733']);
});

it('says for whom it acts, where that is known', () => {
  const words = sampleWords(RULE, { actsFor: ['apsd'], process: 'STAgent', pids: [] });
  expect(words.explanation).toContain('It acts for apsd, which should have them itself.');
  expect(words.evidence).toEqual(['Process of the flows: STAgent', 'On behalf of: apsd']);
});

it('filters by process where Wireshark has a field for it', () => {
  expect(sampleWords(RULE).displayFilter).toMatch(/ && pktap\.cmdname == "ZscalerTunnel"$/);
  expect(sampleWords(RULE, { toldBy: 'pcapng' }).displayFilter).not.toContain('pktap');
});
