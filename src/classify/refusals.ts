/** Servers that answer, and let nobody in: no fault of the network, and no success either. */
import { RESPONDER } from '../flow/direction.ts';
import type { Observation } from '../probe/registry.ts';

/** RFC 4511 4.2.1: the bind goes on. */
const SASL_BIND_IN_PROGRESS = 14;
/** RFC 4954 6. */
const SMTP_AUTHENTICATED = 235;
/** RFC 5321 4.2.1: what begins with 4 or 5 is refused, for now or for good. */
const FIRST_SMTP_REFUSAL = 400;

/**
 * The service was not had. What came last decides, a share after the log-on to its server; of several answers of one kind a single
 * permission counts.
 */
export function isTurnedAway(observations: readonly Observation[]): boolean {
  let kind: string | undefined;
  let granted = false;
  for (const seen of observations) {
    const answer = letsIn(seen);
    if (answer === undefined) continue;
    granted = answer || (granted && kind === seen.kind);
    kind = seen.kind;
  }
  return kind !== undefined && !granted;
}

/** undefined for what neither lets in nor turns away. */
function letsIn(seen: Observation): boolean | undefined {
  switch (seen.kind) {
    case 'mysql-result':
      return seen.code === 0;
    case 'smb-session':
      return seen.status === 0;
    case 'smb-share':
      // Everybody gets the one for calls between programs.
      return seen.status === undefined || seen.share?.endsWith('IPC$') ? undefined : seen.status === 0;
    case 'dcerpc-bind-result':
      return seen.accepted.length > 0;
    case 'ldap-result':
      return seen.operation === 'bind' && seen.code !== SASL_BIND_IN_PROGRESS ? seen.code === 0 : undefined;
    case 'smtp-banner':
      return seen.code >= FIRST_SMTP_REFUSAL ? false : undefined;
    case 'smtp-reply':
      return ofMail(seen.command, seen.code);
    case 'hl7-message':
      // HL7 v2 table 0008: accepted, or in error and rejected.
      return seen.acknowledgement === undefined ? undefined : seen.acknowledgement.endsWith('A');
    case 'mqtt-connack':
      return seen.accepted;
    case 'ntp-message':
      return seen.from === RESPONDER ? seen.synchronised : undefined;
    case 'ssh-agreement':
      return seen.keyExchange === undefined || seen.hostKey === undefined || seen.cipher === undefined
        ? false
        : undefined;
    default:
      return undefined;
  }
}

function ofMail(command: string | undefined, code: number): boolean | undefined {
  const refused = code >= FIRST_SMTP_REFUSAL;
  if (command === 'AUTH') return code === SMTP_AUTHENTICATED ? true : refused ? false : undefined;
  if (command === 'message') return !refused;
  return command === 'RCPT' && refused ? false : undefined;
}
