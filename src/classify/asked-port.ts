/** The port that the client wants, which behind a proxy is not the one it connects to. */
import { ORIGINATOR } from '../flow/direction.ts';
import type { Observation } from '../probe/registry.ts';

const DEFAULT_PORT = 80;

/** What tells: the outermost protocol, what was seen of it, and the port that the flow leads to. */
interface Asking {
  readonly protocol: string;
  readonly observations: readonly Observation[];
  readonly port: number;
}

/** `undefined`: a proxy was asked, in a form that names no port, or for other things. */
export function askedPort({ protocol, observations, port }: Asking): number | undefined {
  if (protocol === 'socks') return observations.find((seen) => seen.kind === 'socks-request')?.port;
  if (protocol !== 'http') return port;
  for (const seen of observations) {
    if (seen.kind !== 'http-request' || seen.from !== ORIGINATOR) continue;
    if (seen.form === 'authority') return seen.port;
    return seen.form === 'absolute' ? (seen.port ?? DEFAULT_PORT) : port;
  }
  return observations.some(isInTunnel) ? undefined : port;
}

/** The flow leads to a proxy, by what the client asks of it. */
export function isProxied({ protocol, observations }: Omit<Asking, 'port'>): boolean {
  if (protocol !== 'http') return protocol === 'socks';
  return observations.some(
    (seen) =>
      (seen.kind === 'http-request' && (seen.form === 'authority' || seen.form === 'absolute')) || isInTunnel(seen),
  );
}

/** The answer to a CONNECT was captured, if not the CONNECT. */
function isInTunnel({ via }: Observation): boolean {
  return via === 'connect';
}

/** What is spoken with the server: behind CONNECT and SOCKS what is inside the tunnel, as far as it was recognised. */
export function askedProtocol({ protocol, observations }: Omit<Asking, 'port'>): string {
  if (protocol !== 'http' && protocol !== 'socks') return protocol;
  const tunnels =
    protocol === 'socks' ||
    observations.some((seen) => (seen.kind === 'http-request' && seen.form === 'authority') || isInTunnel(seen));
  if (!tunnels) return protocol;
  return observations.some((seen) => seen.kind === 'tls-client-hello') ? 'tls' : 'unknown';
}
