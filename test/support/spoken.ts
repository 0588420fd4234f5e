/** What is said on a healthy flow of each protocol, in order: whole messages of real software (the samples), or as the standard writes them. */
import { GET_STATUS, GET_STATUS_REPLY, OPEN_SESSION, OPEN_SESSION_REPLY } from './afp-samples.ts';
import { clientHello, handshake, record, serverName } from './client-hello.ts';
import { MAP_REQUEST, MAP_RESPONSE, MAPPER_BIND, MAPPER_BIND_ACK } from './dcerpc-samples.ts';
import { concat, hex } from './hex.ts';
import { LDAP_SAMPLES } from './ldap-samples.ts';
import { MEMCACHED_SAMPLES } from './memcached-samples.ts';
import { MYSQL_SAMPLES } from './mysql-samples.ts';
import { NEGOTIATE_REQUEST, NEGOTIATE_RESPONSE, POSITIVE_RESPONSE, SESSION_REQUEST } from './smb-samples.ts';
import { CLIENT_INIT, IDENTIFICATION, SERVER_INIT } from './ssh-samples.ts';
import { tls12 } from './tls-samples.ts';

export type Said = { readonly from: 'originator' | 'responder'; readonly bytes: Uint8Array | string };

const ask = (bytes: Said['bytes']): Said => ({ from: 'originator', bytes });
const answer = (bytes: Said['bytes']): Said => ({ from: 'responder', bytes });

/** `host` is what the client calls the server: a name, or its address. */
export const SPOKEN: Readonly<Record<string, (host: string) => readonly Said[]>> = {
  tls: (host) => {
    const extensions = /[a-z]/.test(host) ? [serverName(host)] : [];
    const hello = record(0x16, handshake(1, clientHello({ extensions, cipherSuites: hex`c02cc02b` })));
    return [ask(hello), ...tls12.slice(1).map(([from, bytes]) => ({ from, bytes }))];
  },
  http: (host) => [
    ask(`GET /packages/Office.pkg HTTP/1.1\r\nHost: ${host}\r\n\r\n`),
    answer('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello'),
  ],
  // RFC 9113 3.4, 6.5: an empty SETTINGS frame follows the preface, and answers it.
  http2: () => [
    ask(concat(new TextEncoder().encode('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), hex`000000040000000000`)),
    answer(hex`000000040000000000`),
  ],
  ssh: () => [answer(IDENTIFICATION), ask(IDENTIFICATION), ask(CLIENT_INIT), answer(SERVER_INIT)],
  ldap: () => [
    ...[ask(LDAP_SAMPLES.anonymousBind), answer(LDAP_SAMPLES.bindSuccess)],
    ...[ask(LDAP_SAMPLES.search), answer(LDAP_SAMPLES.entry), answer(LDAP_SAMPLES.searchDone)],
  ],
  mysql: () => [answer(MYSQL_SAMPLES.greeting), ask(MYSQL_SAMPLES.login)],
  memcached: () => [ask(MEMCACHED_SAMPLES.version), answer(MEMCACHED_SAMPLES.versionAnswer)],
  // RFC 5321 D.1, up to a look at the server.
  smtp: () => [
    ...[answer('220 mail.corp.example ESMTP Postfix\r\n'), ask('EHLO jss.corp.example\r\n')],
    ...[
      answer('250-mail.corp.example\r\n250-STARTTLS\r\n250 8BITMIME\r\n'),
      ask('QUIT\r\n'),
      answer('221 2.0.0 Bye\r\n'),
    ],
  ],
  // RFC 5424 6.5, behind its length (RFC 6587 3.4.1).
  syslog: () => {
    const message = '<34>1 2026-11-20T09:00:15.003Z jss.corp.example jamf - ID47 - change management';
    return [ask(`${message.length} ${message}`)];
  },
  'netbios-ssn': () => [
    ask(SESSION_REQUEST),
    answer(POSITIVE_RESPONSE),
    ask(NEGOTIATE_REQUEST),
    answer(NEGOTIATE_RESPONSE),
  ],
  smb: () => [ask(NEGOTIATE_REQUEST), answer(NEGOTIATE_RESPONSE)],
  dcerpc: () => [ask(MAPPER_BIND), answer(MAPPER_BIND_ACK), ask(MAP_REQUEST), answer(MAP_RESPONSE)],
  afp: () => [ask(GET_STATUS), answer(GET_STATUS_REPLY), ask(OPEN_SESSION), answer(OPEN_SESSION_REPLY)],
  // MQTT 3.1.1, 3.1 and 3.2: CONNECT without a name, CONNACK.
  mqtt: () => [ask(hex`100c00044d5154540402003c0000`), answer(hex`20020000`)],
  // HL7 2.5 chapter 2, in the frames of MLLP.
  hl7: () => [
    ask('\x0bMSH|^~\\&|ADT|HOSP|JAMF|JIM|20261120090000||ADT^A03^ADT_A03|4711|P|2.5\rEVN|A03|20261120090000\r\x1c\r'),
    answer('\x0bMSH|^~\\&|JAMF|JIM|ADT|HOSP|20261120090000||ACK^A03^ACK|1|P|2.5\rMSA|AA|4711\r\x1c\r'),
  ],
};
