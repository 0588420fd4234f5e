import { describe, expect, test } from 'vitest';
import { rightsAdvice } from '../../../src/source/live/rights-advice.ts';
import { type FakeSystem, fakeLiveEffects } from '../../support/fake-live-effects.ts';

const DEBIAN = { '/etc/os-release': 'PRETTY_NAME="Ubuntu 24.04"\nID=ubuntu\nID_LIKE=debian\n' };
const advice = (system: FakeSystem) =>
  rightsAdvice(fakeLiveEffects({ userId: 501, userName: () => 'anna', ...system }));
const programs = ['/usr/bin/dumpcap', '/usr/bin/sudo'];
const installed = (path: string) => (path === '/usr/bin' ? ['dumpcap', 'ls'] : []);

describe('on Linux', () => {
  test.each<[string, FakeSystem, string]>([
    [
      'dumpcap lacks the right',
      { programs },
      'Use sudo; or have an administrator do this once: sudo setcap cap_net_raw,cap_net_admin+eip /usr/bin/dumpcap.',
    ],
    [
      'Debian has a group for it',
      { programs, files: DEBIAN },
      'Use sudo; or have an administrator do this once: sudo dpkg-reconfigure wireshark-common (answer Yes), sudo usermod -aG wireshark anna, and log in again (start a service again); or, at once and for every user: sudo setcap cap_net_raw,cap_net_admin+eip /usr/bin/dumpcap.',
    ],
    [
      'there is no sudo, and the user has no name',
      { programs: ['/usr/bin/dumpcap'], files: DEBIAN, userName: () => undefined },
      'Run jamscope as root; or have an administrator do this once: setcap cap_net_raw,cap_net_admin+eip /usr/bin/dumpcap.',
    ],
    [
      'dumpcap is for its group only',
      { programs: ['/usr/bin/sudo'], list: installed, files: DEBIAN },
      'Use sudo; or have an administrator do this once: sudo usermod -aG wireshark anna, and log in again (start a service again).',
    ],
    [
      'the user has joined it since',
      {
        programs: ['/usr/bin/sudo'],
        list: installed,
        files: { '/etc/group': 'root:x:0:\nwireshark:x:110:bob,anna\n' },
      },
      'Log in again: anna is in the group wireshark by now.',
    ],
    [
      'dumpcap is missing',
      { programs: ['/usr/bin/sudo'] },
      'Use sudo; or have an administrator do this once: install dumpcap (package wireshark-common, elsewhere wireshark-cli), then sudo setcap cap_net_raw,cap_net_admin+eip "$(command -v dumpcap)".',
    ],
  ])('%s', (_, system, says) => expect(advice(system)).toBe(says));

  test('root without the right is in a container', () => {
    expect(advice({ userId: 0, programs })).toContain('--cap-add NET_RAW');
    expect(advice({ userId: 0, programs })).not.toContain('sudo');
  });
});

describe('on macOS', () => {
  const join = 'sudo dseditgroup -o edit -a anna -t user access_bpf, and log in again.';

  test('ChmodBPF and its group', () => {
    const without = advice({ platform: 'darwin', programs });
    expect(without).toContain(`install ChmodBPF, which comes with Wireshark for macOS, then ${join}`);
  });

  test('the group alone where ChmodBPF is installed', () => {
    const list = (path: string) => (path === '/Library/LaunchDaemons' ? ['org.wireshark.ChmodBPF.plist'] : []);
    expect(advice({ platform: 'darwin', programs, list })).toContain(`once: ${join}`);
  });
});

test('elsewhere', () => expect(advice({ platform: 'freebsd', programs: [] })).toBe('Run jamscope as root.'));
