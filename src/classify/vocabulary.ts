/** The closed lists of words that a report may say of flows, services and captures (REPORT.md). */

/** Worst first: the worst of a service's flows wins. */
export const SERVICE_STATUSES = [
  'blocked',
  'intercepted',
  'misconfigured',
  'degraded',
  'undecided',
  'healthy',
  'resolved-only',
  'not-observed',
] as const;
export type ServiceStatus = (typeof SERVICE_STATUSES)[number];

export const FLOW_VERDICTS = [
  'ok',
  'blocked',
  'intercepted',
  'rejected',
  'misplaced',
  'undecided',
  'unrelated',
] as const;
export type FlowVerdict = (typeof FLOW_VERDICTS)[number];

/** Conditions that limit what can be concluded; each is also a rule `capture/<name>`. */
export const CAPTURE_LIMITS = [
  'one-sided',
  'mid-stream',
  'truncated',
  'lossy',
  'snaplen-cut',
  'dropped-by-kernel',
] as const;
export type CaptureLimit = (typeof CAPTURE_LIMITS)[number];

/** Where a flow's server name came from, best first. */
export const NAME_SOURCES = ['sni', 'connect', 'host', 'dns', 'name-resolution', 'range'] as const;
export type NameSource = (typeof NAME_SOURCES)[number];
