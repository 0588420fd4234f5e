/** What gives the right to capture, by platform: to be done once, by an administrator. */
import { findProgram, type LiveEffects } from './live-effects.ts';

export function rightsAdvice(effects: Pick<LiveEffects, 'platform' | 'env' | 'mayExecute' | 'readText'>): string {
  if (effects.platform === 'darwin') return MACOS;
  if (effects.platform === 'linux') return linux(findProgram('dumpcap', effects));
  return 'Run it as root.';
}

/** The installer of Wireshark puts ChmodBPF there, which gives the group access_bpf the devices /dev/bpf*. */
const MACOS =
  'Install ChmodBPF, which comes with Wireshark for macOS, and join its group: sudo dseditgroup -o edit -a "$USER" -t user access_bpf. Then log in again. Or use sudo.';

function linux(dumpcap: string | undefined): string {
  if (dumpcap === undefined) {
    return 'Use sudo; or install dumpcap (package wireshark-common) and give it the right: sudo setcap cap_net_raw,cap_net_admin+eip "$(command -v dumpcap)".';
  }
  return `Use sudo; or give dumpcap the right: sudo setcap cap_net_raw,cap_net_admin+eip ${dumpcap}. On Debian and Ubuntu: sudo dpkg-reconfigure wireshark-common, sudo usermod -aG wireshark "$USER", then log in again.`;
}
