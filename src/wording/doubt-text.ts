/** Why a finding is no surer, where no flow of it tells for certain which service was meant. */
import { printable } from '../bytes/text.ts';
import type { ServiceDoubt } from '../detect/detector.ts';
import { listed } from './phrases.ts';

/** A sentence to end the explanation with. */
export function doubtText(doubt: ServiceDoubt): string {
  return `${reasonText(doubt)}: that keeps the verdict from being surer.`;
}

function reasonText(doubt: ServiceDoubt): string {
  switch (doubt.why) {
    case 'no-name':
      return 'No server name was seen, and address and port alone do not tell for certain which service was meant';
    case 'several-names':
      return `No flow names its server, and the address has several names (${listed(doubt.names.map(printable))})`;
    case 'name-elsewhere':
      return 'No ClientHello gives this name; it is known for the address from elsewhere, such as an answer of the DNS';
    case 'role':
      return 'The server is known by its role, and what is spoken there may be for another purpose';
  }
}
