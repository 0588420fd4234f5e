/** The family of an address in RFC 5952 text: a dual-stack client has one of each, and nothing links the two. */
export type AddressFamily = 'ipv4' | 'ipv6';

export function familyOf(address: string): AddressFamily {
  return address.includes(':') ? 'ipv6' : 'ipv4';
}

export function otherFamily(address: string): AddressFamily {
  return familyOf(address) === 'ipv4' ? 'ipv6' : 'ipv4';
}
