/** What a client does that turns away from a certificate, as a verb with its object. */
import type { TrustParameters } from '../../detect/trust/parameters.ts';

type Act = Pick<TrustParameters['trust/client-rejected'], 'how' | 'alertCode' | 'alertName'>;

/** `answers with the alert unknown_ca (48)`. */
export function act({ how, alertCode, alertName }: Act): string {
  switch (how) {
    case 'alert':
      return `answers with the alert ${alertName ?? 'unknown'}${alertCode === undefined ? '' : ` (${alertCode})`}`;
    case 'encrypted-alert':
      return 'answers with a single encrypted record as short as an alert, and goes';
    case 'closed':
      return 'closes the connection at once, without finishing the handshake';
    case 'left':
      return 'finishes the handshake, sends nothing and closes';
  }
}
