/** What was asked by HTTP and what was answered, outside tunnels: requests with their final responses and pages. */
import type {
  HttpPageObservation,
  HttpRequestObservation,
  HttpResponseObservation,
} from '../probe/http-observations.ts';
import type { Observation } from '../probe/registry.ts';

export interface WebExchange {
  /** `undefined`: it was not captured. */
  readonly request: HttpRequestObservation | undefined;
  /** `undefined`: none came, or it was not captured. 1xx are passed over (RFC 9110 15.2). */
  readonly response: HttpResponseObservation | undefined;
  readonly page: HttpPageObservation | undefined;
}

/** In the order of asking, then the responses whose requests are missing. Observations of a flow are bounded. */
export function webExchanges(observations: readonly Observation[]): readonly WebExchange[] {
  const asked = new Map<number, { -readonly [Part in keyof WebExchange]: WebExchange[Part] }>();
  const unasked: WebExchange[] = [];
  for (const seen of observations) {
    if (seen.via !== undefined) continue;
    if (seen.kind === 'http-request') asked.set(seen.index, { request: seen, response: undefined, page: undefined });
    else if (seen.kind === 'http-response' && (seen.status >= 200 || seen.status === 101)) {
      const exchange = asked.get(seen.requestIndex ?? -1);
      if (exchange === undefined) unasked.push({ request: undefined, response: seen, page: undefined });
      else exchange.response = seen;
    } else if (seen.kind === 'http-page') {
      const exchange = asked.get(seen.requestIndex ?? -1);
      if (exchange !== undefined) exchange.page = seen;
    }
  }
  return [...asked.values(), ...unasked];
}
