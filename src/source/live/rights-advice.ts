/** What gives this user the right to capture, by platform and by what is installed: to be done once, by an administrator. */
import { findProgram, isInstalled, type LiveEffects } from './live-effects.ts';

type System = Pick<LiveEffects, 'platform' | 'userId' | 'userName' | 'env' | 'mayExecute' | 'readText' | 'list'>;

/** Sentences. */
export function rightsAdvice(system: System): string {
  const { platform, userId } = system;
  if (platform === 'linux' && userId === 0) return BOUND_ROOT;
  if (platform === 'linux' && isNewMember(system))
    return `Log in again: ${system.userName()} is in the group ${GROUP} by now.`;
  const sudo = findProgram('sudo', system) === undefined ? '' : 'sudo ';
  const atOnce = sudo === '' ? 'Run jamscope as root' : 'Use sudo';
  if (platform !== 'darwin' && platform !== 'linux') return `${atOnce}.`;
  return `${atOnce}; or have an administrator do this once: ${platform === 'darwin' ? macos(system) : linux(system, sudo)}.`;
}

const BOUND_ROOT =
  'Root itself has no right to capture here, as in a container: start that with CAP_NET_RAW and CAP_NET_ADMIN (docker run --cap-add NET_RAW --cap-add NET_ADMIN --network host).';

/** What the installer of Wireshark puts there: it gives the group access_bpf the devices /dev/bpf*. */
const DAEMONS = '/Library/LaunchDaemons';
const CHMOD_BPF = 'org.wireshark.ChmodBPF.plist';

function macos(system: System): string {
  const join = `sudo dseditgroup -o edit -a ${nameOf(system)} -t user access_bpf, and log in again`;
  return system.list(DAEMONS).includes(CHMOD_BPF)
    ? join
    : `install ChmodBPF, which comes with Wireshark for macOS, then ${join}`;
}

const GROUP = 'wireshark';

function linux(system: System, sudo: string): string {
  const dumpcap = findProgram('dumpcap', system);
  const isDebian = /^ID(?:_LIKE)?=.*debian/m.test(system.readText('/etc/os-release') ?? '');
  // For its group only, as Debian and Fedora install it: then it has the right.
  if (dumpcap === undefined && isInstalled('dumpcap', system)) {
    return joined(system, sudo);
  }
  const install =
    dumpcap === undefined ? 'install dumpcap (package wireshark-common, elsewhere wireshark-cli), then ' : '';
  const setcap = `${sudo}setcap cap_net_raw,cap_net_admin+eip ${dumpcap ?? '"$(command -v dumpcap)"'}`;
  if (!isDebian || system.userName() === undefined) return `${install}${setcap}`;
  const forGroup = `${install}${sudo}dpkg-reconfigure wireshark-common (answer Yes), ${joined(system, sudo)}`;
  return `${forGroup}; or, at once and for every user: ${setcap}`;
}

function joined(system: System, sudo: string): string {
  return `${sudo}usermod -aG ${GROUP} ${nameOf(system)}, and log in again (start a service again)`;
}

/** As the files say: this process began before, if it may not execute dumpcap. */
function isNewMember(system: System): boolean {
  if (findProgram('dumpcap', system) !== undefined || !isInstalled('dumpcap', system)) return false;
  const { readText, userName } = system;
  const [, members = ''] = new RegExp(`^${GROUP}:[^:]*:\\d*:(.*)$`, 'm').exec(readText('/etc/group') ?? '') ?? [];
  return members.split(',').includes(userName() ?? '');
}

function nameOf({ userName }: System): string {
  return userName() ?? 'USER';
}
