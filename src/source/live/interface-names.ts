/** Which interfaces there are, those without an address included, and which of them is meant by default. */
import type { LiveEffects } from './live-effects.ts';

const LINUX_INTERFACES = '/sys/class/net';

/** In the system's order; on Linux with those that have no address. */
export function interfaceNames(effects: Pick<LiveEffects, 'interfaces' | 'list' | 'platform'>): string[] {
  const all = effects.platform === 'linux' ? effects.list(LINUX_INTERFACES) : [];
  return [...new Set([...Object.keys(effects.interfaces()), ...all])];
}

export interface DefaultInterface {
  readonly name: string;
  /** A phrase: why this one. */
  readonly why: string;
}

/** That of the default route, else the first with an address that is not loopback; undefined when there is none. */
export async function defaultInterface(effects: LiveEffects): Promise<DefaultInterface | undefined> {
  const routed = effects.platform === 'linux' ? linuxRoute(effects) : await bsdRoute(effects);
  if (routed !== undefined) return { name: routed, why: 'the default route' };
  const outer = Object.entries(effects.interfaces()).find(([, addresses]) =>
    addresses?.some(({ internal }) => !internal),
  );
  return outer && { name: outer[0], why: 'the first that is up' };
}

const ROUTES = '/proc/net/route';
/** Lines of a destination, 32 hex digits each, its prefix length and so on; the name is the tenth word. */
const ROUTES_V6 = '/proc/net/ipv6_route';
const UP = 1;

/** Of several default routes the one with the lowest metric, as the kernel takes it; IPv6 where IPv4 has none. */
function linuxRoute({ readText }: LiveEffects): string | undefined {
  const rows = (readText(ROUTES) ?? '').split('\n').map((line) => line.split(/\s+/));
  const defaults = rows
    .filter(
      ([, to, , flags, , , , mask]) =>
        to === '00000000' && mask === '00000000' && (Number.parseInt(flags, 16) & UP) !== 0,
    )
    .sort((one, other) => Number(one[6]) - Number(other[6]));
  return defaults[0]?.[0] ?? linuxRouteV6(readText(ROUTES_V6) ?? '');
}

function linuxRouteV6(text: string): string | undefined {
  const rows = text.split('\n').map((line) => line.trim().split(/\s+/));
  return rows.find(([to, prefix, , , , , , , , name]) => /^0{32}$/.test(to) && prefix === '00' && name !== 'lo')?.[9];
}

/** `route -n get default` says `  interface: en0`. Untried: from the manual of macOS. */
async function bsdRoute({ run }: LiveEffects): Promise<string | undefined> {
  const { output } = await run('/sbin/route', ['-n', 'get', 'default']);
  return /^\s*interface: (\S+)/m.exec(output)?.[1];
}
