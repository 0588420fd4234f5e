/** TLS code points and their names (IANA "Transport Layer Security (TLS) Parameters", checked 2026-11-21). */

/** Protocol versions as they stand on the wire. */
export const TLS_VERSION = {
  ssl2: 0x0002,
  ssl3: 0x0300,
  tls10: 0x0301,
  tls11: 0x0302,
  tls12: 0x0303,
  tls13: 0x0304,
} as const;

/** Handshake message types (RFC 8446 4, RFC 5246 7.4). */
export const HANDSHAKE = {
  helloRequest: 0,
  clientHello: 1,
  serverHello: 2,
  newSessionTicket: 4,
  encryptedExtensions: 8,
  certificate: 11,
  serverKeyExchange: 12,
  certificateRequest: 13,
  serverHelloDone: 14,
  certificateVerify: 15,
  clientKeyExchange: 16,
  finished: 20,
  certificateStatus: 22,
} as const;

/** Extension types that the hellos are read for. */
export const EXTENSION = {
  serverName: 0,
  statusRequest: 5,
  supportedGroups: 10,
  pointFormats: 11,
  signatureAlgorithms: 13,
  alpn: 16,
  certificateTimestamp: 18,
  extendedMasterSecret: 23,
  sessionTicket: 35,
  preSharedKey: 41,
  earlyData: 42,
  supportedVersions: 43,
  keyShare: 51,
  encryptedClientHello: 0xfe0d,
} as const;

/** The value that stands for all sixteen reserved by RFC 8701, of which a client draws one at random. */
export const GREASE = 0x0a0a;

/** Whether a 16-bit code is one of 0x0A0A, 0x1A1A … 0xFAFA (RFC 8701 2). */
export function isGrease(code: number): boolean {
  return (code & 0x0f0f) === 0x0a0a && code >> 8 === (code & 0xff);
}

/** "1.2" for TLS, "SSL 3.0" before it, drafts of 1.3 as "1.3 draft 23"; the code as `0xc0de` when unknown. */
export function tlsVersionName(version: number): string {
  if (version >> 8 === 0x7f) return `1.3 draft ${version & 0xff}`;
  return VERSIONS[version] ?? hexCode(version);
}

/** `unknown_ca` and the like (RFC 8446 6, RFC 5246 7.2 and their registry); `alert 99` when unknown. */
export function alertName(code: number): string {
  return ALERTS[code] ?? `alert ${code}`;
}

/** The handshake message's name as in RFC 8446, such as `server_hello_done`; `handshake 99` when unknown. */
export function handshakeName(type: number): string {
  return HANDSHAKES[type] ?? `handshake ${type}`;
}

function hexCode(code: number): string {
  return `0x${code.toString(16).padStart(4, '0')}`;
}

type Names = Readonly<Record<number, string>>;

const VERSIONS: Names = { 2: 'SSL 2.0', 768: 'SSL 3.0', 769: '1.0', 770: '1.1', 771: '1.2', 772: '1.3' };

const ALERTS: Names = {
  0: 'close_notify',
  10: 'unexpected_message',
  20: 'bad_record_mac',
  21: 'decryption_failed',
  22: 'record_overflow',
  30: 'decompression_failure',
  40: 'handshake_failure',
  41: 'no_certificate',
  42: 'bad_certificate',
  43: 'unsupported_certificate',
  44: 'certificate_revoked',
  45: 'certificate_expired',
  46: 'certificate_unknown',
  47: 'illegal_parameter',
  48: 'unknown_ca',
  49: 'access_denied',
  50: 'decode_error',
  51: 'decrypt_error',
  52: 'too_many_cids_requested',
  60: 'export_restriction',
  70: 'protocol_version',
  71: 'insufficient_security',
  80: 'internal_error',
  86: 'inappropriate_fallback',
  90: 'user_canceled',
  100: 'no_renegotiation',
  109: 'missing_extension',
  110: 'unsupported_extension',
  111: 'certificate_unobtainable',
  112: 'unrecognized_name',
  113: 'bad_certificate_status_response',
  114: 'bad_certificate_hash_value',
  115: 'unknown_psk_identity',
  116: 'certificate_required',
  120: 'no_application_protocol',
  121: 'ech_required',
};

const HANDSHAKES: Names = {
  0: 'hello_request',
  1: 'client_hello',
  2: 'server_hello',
  3: 'hello_verify_request',
  4: 'new_session_ticket',
  5: 'end_of_early_data',
  6: 'hello_retry_request',
  8: 'encrypted_extensions',
  11: 'certificate',
  12: 'server_key_exchange',
  13: 'certificate_request',
  14: 'server_hello_done',
  15: 'certificate_verify',
  16: 'client_key_exchange',
  20: 'finished',
  21: 'certificate_url',
  22: 'certificate_status',
  23: 'supplemental_data',
  24: 'key_update',
  25: 'compressed_certificate',
  67: 'next_protocol',
};
