/** The signals of findings on inspection in words: `strong: the client never succeeds, three tries or more`. */
import type { AlpnSignal, DowngradeSignal, IssuerSignal, RefusalSignal } from '../../detect/inspection/parameters.ts';

type AnySignal = AlpnSignal | DowngradeSignal | IssuerSignal | RefusalSignal;

const TEXTS: Readonly<Record<AnySignal, string>> = {
  'certificate-alert': "the client's alert names the certificate",
  'expired-alert': 'the client calls the certificate expired, which may be its own clock',
  'other-alert': "the client's alert may be about the certificate",
  'sealed-alert': "the client's first encrypted record is as short as an alert, where its Finished belongs",
  closed: "the client closes when it has read the server's answer, and sends nothing more",
  repeated: 'the clients tried three times or more, and never succeeded',
  selective: 'the same clients complete TLS with other hosts',
  'foreign-issuer': 'the certificate comes from an issuer that does not sign for this host',
  'foreign-address': "the address is not one of the owner's",
  'inspected-elsewhere': "other hosts show the same clients somebody else's certificate",
  'flight-size':
    "what the server sends before the client answers differs in size from the same host's answers elsewhere in the capture",
  'uniform-servers':
    'servers of different owners in different networks all accept TCP with the same options, window and hop limit',
  'late-answer': 'TCP is accepted from nearby, and TLS answered from far away',
  'older-group': 'the answer lacks the hybrid key exchange that this host chooses elsewhere in the capture',
  'hello-retry':
    'the client had to send its ClientHello again, which this host does not ask for elsewhere in the capture',
  'shared-issuer': 'the same issuer signs for hosts of other owners',
  'lower-version': 'the client offered TLS 1.3 and got less',
  'no-timestamps': 'the certificate was never logged, as public authorities must do',
  fresh: 'the certificate was made within a day before the capture',
  'short-lived': 'the certificate is valid for 30 days or less',
  'documented-protocol': 'this host is documented to speak one of the protocols that were offered',
  'answered-elsewhere': 'the same host does choose a protocol elsewhere in the capture',
  sentinel: 'the random of the server ends with the mark of RFC 8446 4.1.3',
  aborted: 'the client aborts with illegal_parameter, as it must when it sees the mark',
  'later-version-elsewhere': 'the same host speaks TLS 1.3 elsewhere in the capture',
};

/** One sentence each, behind its strength. */
export function signalTexts(signals: readonly `${string} ${AnySignal}`[]): string[] {
  return signals.map((signal) => {
    const space = signal.indexOf(' ');
    return `${capital(signal.slice(0, space))}: ${TEXTS[signal.slice(space + 1) as AnySignal]}`;
  });
}

/** A signal is among them, whatever its strength. */
export function has<Name extends AnySignal>(signals: readonly `${string} ${Name}`[], name: Name): boolean {
  return signals.some((signal) => signal.endsWith(` ${name}`));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
