import { expect, test } from 'vitest';
import { checkFilter } from '../../../src/source/live/check-filter.ts';
import { fakeLiveEffects } from '../../support/fake-live-effects.ts';

/** Effects whose tcpdump says this of the filter `tested`. */
function compiler(error: string, code = 1) {
  const answers = { '/usr/bin/tcpdump -d -y EN10MB -- tested': { code, error } };
  return fakeLiveEffects({ programs: ['/usr/bin/tcpdump'], answers });
}

test.each([
  "tcpdump: can't parse filter expression: syntax error",
  "tcpdump: unknown host 'nonexistent.invalid'",
  "tcpdump: unknown port 'foo'",
  'tcpdump: non-network bits set in "10.1.2.3/8"',
  'tcpdump: expression rejects all packets',
])('a mistake is refused in the words of the compiler: %s', async (said) => {
  await expect(checkFilter('tested', compiler(`${said}\n`))).rejects.toMatchObject({
    code: 'wrong-filter',
    message: `the capture filter "tested" cannot be used: ${said}`,
  });
});

test.each([
  ['a filter that compiles', compiler('', 0)],
  ['a filter for another link type', compiler("tcpdump: 'wlan' supported only with 802.11 link-layer types")],
  ['a compiler that wants rights', compiler("tcpdump: en0: You don't have permission to capture on that device")],
  ['no compiler', fakeLiveEffects()],
])('nothing is said of %s', async (_case, effects) => {
  await expect(checkFilter('tested', effects)).resolves.toBeUndefined();
});
