/** What the report contract says of each protocol: the objects under `flows[].<protocol>`. */
import { z } from 'zod';
import { at, count, omitted, side, text, timestamp } from './contract-values.ts';

export const certificate = z.strictObject({
  subject: text,
  issuer: text,
  notBefore: timestamp.nullable(),
  notAfter: timestamp.nullable(),
  sans: z.array(text),
  sha256: text,
});

export const tls = z.strictObject({
  version: text.nullable(),
  clientVersions: z.array(text),
  alpnOffered: z.array(text),
  alpn: text.optional(),
  cipher: text.nullable(),
  serverName: text.nullable(),
  ja3: text.nullable(),
  ja4: text.nullable(),
  resumed: z.boolean(),
  via: text.optional(),
  certificates: z.array(certificate),
  alerts: z.array(z.strictObject({ from: side, level: text, code: count, name: text, at })),
  omitted,
});

export const dns = z.strictObject({
  queries: z.array(
    z.strictObject({
      name: text,
      type: text,
      /** Response code name; null when no answer was seen. */
      code: text.nullable(),
      extendedError: text.optional(),
      answers: z.array(text),
    }),
  ),
  omitted,
});

export const http = z.strictObject({
  requests: z.array(
    z.strictObject({
      method: text,
      host: text.nullable(),
      path: text,
      status: count.optional(),
      /** Fields of the answer that tell who gave it: Location, Server, Via, Proxy-Authenticate. */
      location: text.optional(),
      server: text.optional(),
      via: text.optional(),
      proxyAuthenticate: text.optional(),
      /** The proxy says itself why it failed: X-Squid-Error, or the error of Proxy-Status (RFC 9209). */
      proxyError: text.optional(),
      /** Of the HTML page that was answered; where it leads without being asked. */
      title: text.optional(),
      leadsTo: text.optional(),
      /** `answered` is false for a page of somebody else, whatever its status. */
      scep: z
        .strictObject({
          operation: z.enum(['GetCACaps', 'GetCACert', 'GetNextCACert', 'PKIOperation']),
          answered: z.boolean(),
        })
        .optional(),
      at,
    }),
  ),
  omitted,
});

export const ldap = z.strictObject({
  operations: z.array(
    z.strictObject({
      /** `bind`, `search`, `extended` and the like (RFC 4511 4.2 to 4.12). */
      operation: text,
      /** Of a bind: `anonymous`, `unauthenticated`, `simple`, `sasl` or `sicily`. */
      method: text.optional(),
      saslMechanism: text.optional(),
      /** Of a bind: the password crossed the wire as it is. */
      cleartextCredentials: z.boolean().optional(),
      /** Of an extended operation. */
      oid: text.optional(),
      /** Name of the result code; null when no answer was seen. */
      result: text.nullable(),
      /** Active Directory's own error behind the code, in hexadecimal. */
      directoryError: text.optional(),
      /** Of a search. */
      entries: count.optional(),
      at,
    }),
  ),
  /** Servers that answers pointed to, without names of entries. */
  referrals: z.array(text),
  /** A SASL security layer hides what follows. */
  securityLayer: z.boolean(),
  omitted,
});

export const mysql = z.strictObject({
  version: text.nullable(),
  /** null when the greeting was not seen. */
  offersTls: z.boolean().nullable(),
  asksTls: z.boolean(),
  /** The one in force last, as far as it was seen in clear. */
  authPlugin: text.nullable(),
  /** The password crossed the wire as it is. */
  cleartextCredentials: z.boolean(),
  /** Of the login; null when it was not seen, inside TLS say. */
  result: z.strictObject({ code: count, name: text, sqlState: text.optional(), at }).nullable(),
});

export const memcached = z.strictObject({
  encoding: z.enum(['text', 'binary']),
  version: text.nullable(),
  /** Each once, in the order of their first use. */
  commands: z.array(text),
  /** Each once: words of the text protocol, statuses of the binary one. */
  results: z.array(text),
  /** Of the results those that are failures. */
  errors: z.array(text),
  saslMechanism: text.optional(),
});

export const smb = z.strictObject({
  /** Dialects that the client offered last. */
  offered: z.array(text),
  /** `3.1.1`, `2.1`, or a name such as `NT LM 0.12` of SMB 1; null when none was agreed on. */
  dialect: text.nullable(),
  signing: z.enum(['disabled', 'enabled', 'required']).nullable(),
  /** Encryption that both sides can do. */
  cipher: text.optional(),
  /** Encrypted messages crossed. */
  encrypted: z.boolean(),
  logOns: z.array(
    z.strictObject({
      /** Name of the NTSTATUS. */
      result: text,
      account: z.enum(['user', 'guest', 'anonymous']).optional(),
      /** The server demands encryption. */
      encrypt: z.boolean(),
      at,
    }),
  ),
  shares: z.array(
    z.strictObject({
      /** As the client calls it. */
      server: text.nullable(),
      share: text.nullable(),
      /** Name of the NTSTATUS; null when no answer was seen. */
      result: text.nullable(),
      type: z.enum(['disk', 'pipe', 'printer']).optional(),
      encrypt: z.boolean(),
      at,
    }),
  ),
  omitted,
});

export const netbios = z.strictObject({
  session: z
    .strictObject({
      called: text.nullable(),
      calling: text.nullable(),
      outcome: z.enum(['accepted', 'refused', 'retargeted']).nullable(),
      reason: text.optional(),
      /** Where to turn to instead. */
      target: text.optional(),
    })
    .optional(),
  names: z.array(
    z.strictObject({
      /** `query`, `status`, `registration` and the like (RFC 1002 4.2). */
      operation: text,
      /** With its suffix, such as `FILESRV<20>`. */
      name: text,
      /** null when no answer was seen. */
      result: text.nullable(),
      addresses: z.array(text),
      /** All names of the node, in the answer to a status request. */
      names: z.array(text),
      at,
    }),
  ),
  datagrams: z.array(
    z.strictObject({
      type: text,
      source: text.optional(),
      destination: text.optional(),
      mailslot: text.optional(),
      at,
    }),
  ),
  omitted,
});

export const afp = z.strictObject({
  serverName: text.nullable(),
  machineType: text.nullable(),
  versions: z.array(text),
  /** User authentication methods that the server offers. */
  methods: z.array(text),
  /** Name of the result of opening a session; null when it was not seen. */
  session: text.nullable(),
  login: z.strictObject({ version: text.nullable(), method: text.nullable(), result: text }).nullable(),
  /** Those that the server lists. */
  volumes: z.array(text),
  opened: z.array(z.strictObject({ volume: text, result: text, at })),
  omitted,
});

export const dcerpc = z.strictObject({
  interfaces: z.array(
    z.strictObject({
      uuid: text,
      version: text,
      name: text.optional(),
      /** `accepted`, or why not; null when no answer was seen. */
      result: text.nullable(),
    }),
  ),
  authentication: z.strictObject({ service: text, level: text }).optional(),
  /** Why the server refused a bind as a whole. */
  refusal: text.optional(),
  /** A call was answered. */
  answered: z.boolean(),
  /** A call that asks where to go was encrypted: the port in its answer is not known. */
  sealed: z.boolean(),
  /** Where the server sends its client. */
  endpoints: z.array(
    z.strictObject({
      /** `map`, or an operation of DCOM such as `RemoteCreateInstance`. */
      operation: text.optional(),
      /** Its name, else its UUID; absent for an object's exporter, which serves them all. */
      interface: text.optional(),
      /** As the server writes it; absent where it means itself. */
      host: text.optional(),
      port: count.nullable(),
      /** Why there is none. */
      result: text.optional(),
      at,
    }),
  ),
  faults: z.array(z.strictObject({ status: text, at })),
  omitted,
});

export const smtp = z.strictObject({
  /** The server's first words. */
  banner: z.strictObject({ code: count, text }).nullable(),
  /** In answer to EHLO, before TLS. */
  offers: z.strictObject({ startTls: z.boolean(), authMechanisms: z.array(text) }).nullable(),
  authentication: z.array(
    z.strictObject({
      mechanism: text,
      /** The password, or a token as good as it, went in clear text. */
      readable: z.boolean(),
    }),
  ),
  replies: z.array(
    z.strictObject({
      /** `message` for the mail itself; null when it was not seen. */
      command: text.nullable(),
      code: count,
      enhancedCode: text.optional(),
      at,
    }),
  ),
  omitted,
});

const sshSide = z.strictObject({
  identification: text.nullable(),
  /** It sent what it can do (KEXINIT). */
  offered: z.boolean(),
  /** It did its part of the key exchange (NEWKEYS). */
  encrypts: z.boolean(),
});

export const ssh = z.strictObject({
  originator: sshSide,
  responder: sshSide,
  /** null when one offer was not seen; null in it is what the sides have not in common. */
  agreement: z
    .strictObject({ keyExchange: text.nullable(), hostKey: text.nullable(), cipher: text.nullable() })
    .nullable(),
  disconnect: z.strictObject({ from: side, code: count, name: text }).optional(),
});

export const syslog = z.strictObject({
  framing: z.enum(['datagram', 'octet-counting', 'newline']),
  messages: z.array(
    z.strictObject({
      format: z.enum(['rfc5424', 'rfc3164', 'other']),
      facility: text,
      severity: text,
      host: text.nullable(),
      application: text.nullable(),
      at,
    }),
  ),
});

export const hl7 = z.strictObject({
  messages: z.array(
    z.strictObject({
      from: side,
      /** `ADT^A01` */
      type: text.nullable(),
      version: text.nullable(),
      /** `AA` accepted, `AE` error, `AR` rejected, and the like. */
      acknowledgement: text.optional(),
      at,
    }),
  ),
});

export const socks = z.strictObject({
  version: z.union([z.literal(4), z.literal(5)]),
  /** Methods of authentication that the client offers, and the one that the proxy chose. */
  methods: z.array(text),
  method: text.nullable(),
  authenticated: z.boolean().optional(),
  request: z.strictObject({ command: text, host: text, port: count }).nullable(),
  /** `granted`, or why not; null when no answer was seen. */
  result: text.nullable(),
});

export const mqtt = z.strictObject({
  version: z.enum(['3.1', '3.1.1', '5.0']),
  keepAliveSeconds: count,
  /** They are sent, in clear text. */
  userName: z.boolean(),
  password: z.boolean(),
  /** `accepted`, or why not; null when no answer was seen. */
  result: text.nullable(),
});

export const ntp = z.strictObject({
  messages: z.array(
    z.strictObject({
      from: side,
      version: count,
      mode: z.enum(['symmetric-active', 'symmetric-passive', 'client', 'server', 'broadcast']),
      stratum: count,
      synchronised: z.boolean(),
      /** Why a server does not tell the time: `RATE`, `DENY`, `INIT` and the like. */
      kissCode: text.optional(),
      at,
    }),
  ),
});
