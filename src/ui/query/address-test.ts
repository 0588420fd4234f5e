/** Tests of an address for what a filter says of it: the address itself, a block, a pattern, or the beginning of either. */
import { ipAddressText } from '../../bytes/ip-address.ts';
import { addressBytes } from '../../catalogue/address-bytes.ts';
import { patternTest, remembering, type TextTest } from './text-tests.ts';

const BEGINNING = /^[\da-f:.]+$/i;

/**
 * `17.57.144.20` (no other that begins so), `17.0.0.0/8`, `fd00::/8`, `10.20.*`; or the beginning, `10.20.`. Undefined for what is written as
 * no address is.
 */
export function addressTest(value: string): TextTest | undefined {
  if (value.includes('*'))
    return BEGINNING.test(value.replaceAll('*', '')) || value === '*' ? patternTest(value) : undefined;
  const [text, length = '', ...more] = value.split('/');
  const bytes = addressBytes(text);
  if (more.length > 0 || (bytes === undefined && value !== text)) return undefined;
  if (bytes !== undefined) return length === '' ? sameTest(bytes) : blockTest(bytes, length);
  return BEGINNING.test(text) ? (address) => address.startsWith(text.toLowerCase()) : undefined;
}

/** As the engine spells it, however it was typed. */
function sameTest(bytes: Uint8Array): TextTest {
  const wanted = ipAddressText(bytes, 0, bytes.length === 4 ? 4 : 6);
  return (address) => address === wanted;
}

/** Bits beyond the prefix do not count: people write their own address and the length of its network. */
function blockTest(network: Uint8Array, length: string): TextTest | undefined {
  const prefix = Number(length);
  if (!/^\d{1,3}$/.test(length) || prefix > network.length * 8) return undefined;
  return remembering((address) => {
    const bytes = addressBytes(address);
    return bytes !== undefined && bytes.length === network.length && sharePrefix(bytes, network, prefix);
  });
}

function sharePrefix(one: Uint8Array, other: Uint8Array, prefix: number): boolean {
  for (let bit = 0, at = 0; bit < prefix; bit += 8, at++) {
    const mask = (0xff00 >> Math.min(8, prefix - bit)) & 0xff;
    if (((one[at] ^ other[at]) & mask) !== 0) return false;
  }
  return true;
}
