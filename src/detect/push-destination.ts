/** Where push names lead: to Apple's own addresses, but for the configuration on port 80 (Apple 102266, 101555). */
import { addressBytes } from '../catalogue/address-bytes.ts';
import { rangesAt } from '../catalogue/range-index.ts';
import { isProxied } from '../classify/asked-port.ts';
import type { FlowFacts } from '../classify/flow-facts.ts';
import { mayBeTunnelled } from './heard.ts';

const PUSH_NAME = /\.push\.apple\.com$/;
/** The bag, which push clients fetch from a content network: `init.push.apple.com`, `init-p01st.push.apple.com`. */
const BAG = /^init(-[a-z0-9-]+)?\.push\.apple\.com$/;
const BAG_PORT = 80;
/** The well-known prefix of IPv4 addresses in IPv6-only networks (RFC 6052 2.1). */
const NAT64 = '64:ff9b:';
const APPLES_BLOCK = 17;

/** A name of the push service. */
export function isPushName(name: string | undefined): boolean {
  return name !== undefined && PUSH_NAME.test(name);
}

/**
 * An IPv4 address in an IPv6 one, told by its prefix, or by Apple's block in the last bytes behind a prefix of the network's own. Such a
 * prefix of 96 bits is the operator's but for the ninth byte, which is zero (RFC 6052 2.2).
 */
export function isTranslated(address: string): boolean {
  // Asked of every push flow: to read an address takes 2 µs.
  if (!address.includes(':')) return false;
  if (address.startsWith(NAT64)) return true;
  const bytes = addressBytes(address);
  return bytes?.length === 16 && bytes[8] === 0 && bytes[12] === APPLES_BLOCK;
}

/** A push name on an address that is not Apple's, nor that of a proxy which was asked for it, or may have been. */
export function isAstray(flow: FlowFacts): boolean {
  const { serverName: name, responder } = flow;
  if (!isPushName(name) || isProxied(flow) || mayBeTunnelled(flow)) return false;
  const { address, port } = responder;
  if (port === BAG_PORT || BAG.test(name!) || isTranslated(address)) return false;
  const bytes = addressBytes(address);
  return bytes !== undefined && !rangesAt(bytes).some(({ range }) => range.kind === 'apple');
}
