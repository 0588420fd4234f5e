/** SCEP over HTTP (RFC 8894 4): the operation that a request's query names, and whether its answer is one of SCEP. */

const OPERATIONS = ['GetCACaps', 'GetCACert', 'GetNextCACert', 'PKIOperation'] as const;
export type ScepOperation = (typeof OPERATIONS)[number];

/** Of a path with its query; servers compare the operation without case. */
export function scepOperation(path: string): ScepOperation | undefined {
  const [, named] = /\?(?:.*&)?operation=(\w{8,13})(?:&|$)/i.exec(path) ?? [];
  const lower = named?.toLowerCase();
  return OPERATIONS.find((operation) => operation.toLowerCase() === lower);
}

/** Media types of the answers (RFC 8894 4.2, 4.3, 4.7); that of GetCACaps is only recommended (3.5.2). */
const MEDIA_TYPES: Readonly<Record<ScepOperation, RegExp>> = {
  GetCACaps: /^text\/plain$|^application\/x-pki-message$|^$/,
  GetCACert: /^application\/x-x509-ca(-ra)?-cert$/,
  GetNextCACert: /^application\/x-x509-next-ca-cert$/,
  PKIOperation: /^application\/x-pki-message$/,
};

/** A page of somebody in between has another media type. */
export function isScepAnswer(operation: ScepOperation, status: number, contentType: string | undefined): boolean {
  const [mediaType] = (contentType ?? '').toLowerCase().split(';');
  return status === 200 && MEDIA_TYPES[operation].test(mediaType.trim());
}
