/**
 * What the finding of each rule carries besides its scope (clients, servers, ports, server names, services): the typed values that
 * its words, display filter and redaction act on. Each family lists its own. A detector writes them
 * (`… satisfies RuleParameters['blocked/dns']`), `wording` reads them.
 * Optional means not known; a list holds at most `MAX_PARAMETER_LIST` entries. Text is already printable.
 */
import type { BlockedParameters } from './blocked/parameters.ts';
import type { CaptureParameters } from './capture/parameters.ts';
import type { InspectionParameters } from './inspection/parameters.ts';
import type { PortsParameters } from './ports/parameters.ts';
import type { PushParameters } from './push/parameters.ts';
import type { Rule } from './rules.ts';
import type { TlsFloorParameters } from './tls-floor/parameters.ts';
import type { TrustParameters } from './trust/parameters.ts';

/** The longest list that a parameter holds. */
export const MAX_PARAMETER_LIST = 16;

export interface RuleParameters
  extends BlockedParameters,
    InspectionParameters,
    TrustParameters,
    TlsFloorParameters,
    PortsParameters,
    PortsParameters,
    PushParameters,
    CaptureParameters {}

/** The parameters of one rule. Indexing fails to compile while a rule of `RULES` has none. */
export type ParametersOf<R extends Rule> = RuleParameters[R];
