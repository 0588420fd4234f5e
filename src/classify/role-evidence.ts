/** What a judged flow tells of the roles of its two ends. Each rule is one that nobody else has a reason to meet. */
import type { EndpointMatch } from '../catalogue/match.ts';
import { ROLE_TITLES, type Role } from '../catalogue/role.ts';
import type { Direction } from '../flow/direction.ts';
import { ORIGINATOR, RESPONDER } from '../flow/direction.ts';
import type { Observation } from '../probe/registry.ts';
import type { HostRole } from './roles.ts';

export interface RoleEvidence extends HostRole {
  readonly side: Direction;
}

export interface EvidentFlow {
  readonly id: number;
  readonly serverPort: number;
  readonly name: string | undefined;
  readonly services: readonly EndpointMatch[];
  readonly observations: readonly Observation[];
  /** The flow leads to a proxy (`isProxied`). */
  readonly proxied: boolean;
  /** The server answered in the protocol that was spoken. */
  readonly succeeded: boolean;
}

/** Apple sends a device's enrollment profile from these (Apple 101555), to nobody but the device. */
const ENROLLMENT_HOSTS: ReadonlySet<string> = new Set(['iprofiles.apple.com', 'deviceenrollment.apple.com']);

/** User agents of management software on devices. */
const AGENTS: readonly [RegExp, Role][] = [
  [/^MDM-OSX\//, 'managed-computer'],
  [/^MDM\//, 'managed-device'],
  [/^jamf\/\S+ CFNetwork\//, 'managed-computer'],
];

/** Paths that only a Jamf Pro server has. */
const JAMF_PRO_PATHS = ['/JSSResource/', '/mdm/ServerURL', '/mdm/CheckInURL', '/computer/mdm/'];
/** Jamf Pro's name for the share of a distribution point. */
const DISTRIBUTION_PATH = '/CasperShare/';
/**
 * Issuer of what a Jamf Pro server signs for itself, and for its Infrastructure Managers and connectors: only on the port that is
 * Jamf Pro's alone does it tell the server (Jamf 10.0, security settings).
 */
const JAMF_PRO_ISSUER = 'JSS Built-in Certificate Authority';
const JAMF_PRO_PORT = 8443;

const NOTHING: readonly RoleEvidence[] = [];

export function roleEvidence(flow: EvidentFlow): readonly RoleEvidence[] {
  const found: RoleEvidence[] = [];
  const tell = (side: Direction, role: Role, reason: string) =>
    found.push({ side, role, inferred: true, reason: `${reason}: flow ${flow.id}` });
  ofServices(flow, tell);
  if (flow.name !== undefined && ENROLLMENT_HOSTS.has(flow.name))
    tell(ORIGINATOR, 'managed-device', `asks ${flow.name} for its enrollment`);
  if (flow.proxied) {
    if (flow.succeeded) tell(RESPONDER, 'proxy', 'passes on what it is asked for');
  } else for (const seen of flow.observations) ofObservation(seen, flow, tell);
  return found.length === 0 ? NOTHING : found;
}

type Tell = (side: Direction, role: Role, reason: string) => void;

/**
 * The client of a row that tells it has its role: who holds a push connection is a managed device. Needs a match by name or range,
 * and that no row of another role tells as much. Who answers what the client's role speaks is its server.
 */
function ofServices({ services, succeeded }: EvidentFlow, tell: Tell): void {
  const first = services[0];
  if (first === undefined) return;
  const { row, by } = first;
  if (by === 'client') {
    if (!succeeded || services.some((match) => match.row.to !== row.to)) return;
    tell(RESPONDER, row.to, `answers ${row.ref} (${row.title}) to a ${ROLE_TITLES[first.on as Role]}`);
    return;
  }
  // What speaks something else there holds no such connection.
  if (row.tellsClient !== true || by === 'role' || !first.protocolDocumented) return;
  const [role] = row.from;
  if (services.some((match) => match.row.tellsClient === true && match.by !== 'role' && match.row.from[0] !== role))
    return;
  tell(ORIGINATOR, role, `opens ${row.ref} (${row.title}), as a ${ROLE_TITLES[role]} does`);
}

function ofObservation(seen: Observation, { succeeded, serverPort }: EvidentFlow, tell: Tell): void {
  if (seen.kind === 'http-request' && seen.from === ORIGINATOR) {
    const agent = AGENTS.find(([pattern]) => pattern.test(seen.userAgent ?? ''));
    if (agent !== undefined) tell(ORIGINATOR, agent[1], `calls itself ${seen.userAgent}`);
    // Scanners ask anybody for anything.
    if (succeeded) ofPath(seen.target, tell);
  }
  if (seen.kind === 'tls-certificates' && seen.from === RESPONDER && serverPort === JAMF_PRO_PORT) {
    const issuer = seen.certificates[0]?.issuerText;
    if (issuer?.includes(JAMF_PRO_ISSUER)) tell(RESPONDER, 'jamf-pro', `has a certificate of ${issuer}`);
  }
}

function ofPath(target: string, tell: Tell): void {
  const path = JAMF_PRO_PATHS.find((start) => target.startsWith(start));
  if (path !== undefined) tell(RESPONDER, 'jamf-pro', `answers ${path}`);
  if (target.startsWith(DISTRIBUTION_PATH)) tell(RESPONDER, 'distribution-point', `answers ${DISTRIBUTION_PATH}`);
}
