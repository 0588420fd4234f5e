/** Words of `trust/certificate-expired`: a certificate that is over, or has not begun. RFC 5280 4.1.2.5. */
import type { ParametersOf } from '../../detect/parameters.ts';
import { clientText, portText, serverName, serverText } from '../ends.ts';
import { counted, paragraph, sureness, those } from '../phrases.ts';
import type { Wording } from '../words.ts';
import { act } from './act.ts';
import { certificateText, day } from './certificate-text.ts';

type Parameters = ParametersOf<'trust/certificate-expired'>;

export const certificateExpired: Wording<'trust/certificate-expired'> = {
  rule: 'trust/certificate-expired',
  source: 'RFC 5280 4.1.2.5: validity of certificates',
  manual: {
    summary: 'the certificate of a documented server has expired, or is not valid yet',
    meaning:
      'The server shows a certificate that was not valid when the capture was taken. Clients that check it refuse the server, so nothing is done on this connection. Clients that do not check it go on, and will stop the day they begin to.',
    evidence: [
      'conclusive: the certificate, read up to TLS 1.2, has expired, and the client answers with the alert "expired" (45)',
      'strong: it has expired or is not valid yet, and the client refuses it in other words, or closes at once',
      'moderate: it has expired, and the client finishes the handshake, says nothing and leaves',
      'at most moderate: the address does not tell which service was meant',
      'as warning: it has expired, and the clients seen go on all the same, or the capture does not show what they do',
      'silent: it is off by less than five minutes, as clocks may be; clients go on with one that is not valid yet; an old root is sent along; an inspecting product answers; the client names another fault (`trust/client-rejected`); TLS 1.3 or a resumed session hides the certificate',
    ],
    rivals: [
      'The machine that recorded the capture had the wrong time: the answers of a time server in the capture decide, and are believed where there are any.',
      'Only one node behind a load balancer has the old certificate: the serial number that each node shows decides.',
    ],
    ask: 'Please renew the certificate of this server, with its intermediates, on every node, and restart the service that shows it. Who is told before the next one expires?',
  },
  words(subject) {
    const { parameters, scope, confidence } = subject;
    const { standing, isServers, days, reaction, notBefore, notAfter } = parameters;
    const name = serverName(subject);
    const isOver = standing === 'expired';
    const whose = isServers ? `The certificate of ${name}` : `An authority behind the certificate of ${name}`;
    const since = isOver ? `ended on ${day(notAfter)}` : `begins only on ${day(notBefore)}`;
    const clients = clientText(scope);
    const authorities = isServers ? '' : ', with the certificates of its authorities';
    return {
      title: `${whose} ${isOver ? 'is expired' : 'is not valid yet'}${reaction === 'accepted' ? ', and clients go on all the same' : ''}`,
      explanation: paragraph(
        `${serverText(subject)} shows on ${portText(scope)} a certificate ${isServers ? '' : 'of an authority '}that ${since}, ${distance(days, isOver)} the capture.`,
        REACTIONS[reaction](clients, parameters),
        reaction === 'accepted' ? false : 'Nothing blocks this connection on its way.',
        sureness(confidence),
      ),
      rivals: those(
        'The machine that recorded the capture had the wrong time: its clock, or a time server in the capture, decides.',
        reaction === 'left' && 'A check that only looks whether the server is there: whoever runs the client knows.',
        `Only one of several nodes has ${isOver ? 'the old' : 'this'} certificate: the serial number that each of them shows decides.`,
      ),
      remedy: isOver
        ? `Renew the certificate of ${serverText(subject)}, ${portText(scope)}${authorities}, on every node, and restart the service; then connect again from ${clients}.`
        : `Give ${serverText(subject)}, ${portText(scope)}, a certificate that is valid already${authorities}, on every node, or wait until ${day(notBefore)}, and set the clock of whoever issued it; then connect again from ${clients}.`,
      evidence: those(
        `${isOver ? 'Ended' : 'Begins'} ${isOver ? notAfter : notBefore}, ${distance(days, isOver)} the capture`,
        reaction === 'refused' || reaction === 'left' ? `The client ${act({ how: 'closed', ...parameters })}` : false,
        certificateText(parameters),
      ),
    };
  },
};

function distance(days: number, isOver: boolean): string {
  return `${days === 0 ? 'less than a day' : counted(days, 'day')} ${isOver ? 'before' : 'after'}`;
}

const REACTIONS: Readonly<Record<Parameters['reaction'], (clients: string, parameters: Parameters) => string>> = {
  refused: (clients, parameters) =>
    `${clients} ${act({ how: 'closed', ...parameters })}: that is why the connection fails.`,
  left: (clients, parameters) =>
    `${clients} ${act({ how: 'left', ...parameters })}, as programs do that check the dates after the handshake.`,
  accepted: (clients) =>
    `${clients} goes on with it, so it does not check the dates or has an exception; clients that check them will refuse.`,
  unclear: (clients) => `The capture does not show what ${clients} makes of it; clients that check the dates refuse.`,
};
