/** Whom and what an HTTP/1 request is for: its target together with its Host field (RFC 9112 3.2, 3.3). */

export interface HttpTarget {
  /** `absolute`: sent to a proxy as a whole URI; `authority`: a CONNECT. */
  readonly form: 'origin' | 'absolute' | 'authority' | 'asterisk';
  /** Lower-cased, without port, brackets and trailing dot. */
  readonly host: string | undefined;
  readonly port: number | undefined;
  /** Path and query; `*` and the authority of a CONNECT as they are. */
  readonly path: string;
}

const ABSOLUTE = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)(.*)$/i;
const AUTHORITY = /^(?:[^@]*@)?(?:\[([^\]]*)\]|([^:]*))(?::(\d{1,5}))?$/;

/** An absolute target goes before the Host field (RFC 9112 3.2.2). */
export function readHttpTarget(method: string, target: string, hostField: string | undefined): HttpTarget {
  if (method === 'CONNECT') return { form: 'authority', ...readAuthority(target), path: target };
  const absolute = ABSOLUTE.exec(target);
  if (absolute) return { form: 'absolute', ...readAuthority(absolute[1]), path: absolute[2] || '/' };
  return { form: target === '*' ? 'asterisk' : 'origin', ...readAuthority(hostField ?? ''), path: target };
}

function readAuthority(text: string): Pick<HttpTarget, 'host' | 'port'> {
  const parts = AUTHORITY.exec(text);
  const host = (parts?.[1] ?? parts?.[2] ?? '').replace(/\.$/, '').toLowerCase();
  const port = Number(parts?.[3] ?? Number.NaN);
  return { host: host || undefined, port: port <= 0xffff ? port : undefined };
}
