/** Where push names lead: to Apple's own addresses, but for the configuration on port 80 (Apple 102266, 101555). */
import { addressBytes } from '../catalogue/address-bytes.ts';
import { rangesAt } from '../catalogue/range-index.ts';

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

/** An IPv4 address in an IPv6 one, told by its prefix, or by Apple's block in the last bytes behind a prefix of the network's own. */
export function isTranslated(address: string): boolean {
  if (address.startsWith(NAT64)) return true;
  const bytes = addressBytes(address);
  return bytes?.length === 16 && bytes[12] === APPLES_BLOCK && !bytes.subarray(8, 12).some(Boolean);
}

/** A push name on an address that is not Apple's. */
export function isAstray(name: string | undefined, { address, port }: { address: string; port: number }): boolean {
  if (!isPushName(name) || port === BAG_PORT || BAG.test(name!) || isTranslated(address)) return false;
  const bytes = addressBytes(address);
  return bytes !== undefined && !rangesAt(bytes).some(({ range }) => range.kind === 'apple');
}
