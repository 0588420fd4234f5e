/** A security agent on the recording Mac has the flows that Apple's and Jamf's own processes should open. */
import { type ProcessRow, processRow } from '../../catalogue/processes.ts';
import type { FlowFacts, FlowProcess, NamedProcess } from '../../classify/flow-facts.ts';
import { causeOf } from '../cause.ts';
import type { CauseTable, Sign } from '../cause-table.ts';
import type { DetectorContext } from '../context.ts';
import type { Detector, DetectorSession, FindingDraft } from '../detector.ts';
import { documentedServices } from '../documented.ts';
import { draftsOfEach, idsOf, listOf, type ServiceIds } from '../draft.ts';
import type { RuleParameters } from '../parameters.ts';
import { asSureAsService, type Doubtful } from '../service-doubt.ts';

/** Whoever opens TLS has certificates checked: an agent has reason to ask here for itself. */
const ANYBODYS: ReadonlySet<string> = new Set(['apple-certificate-validation']);

export const agentOnDevice: Detector = {
  rule: 'inspection/agent-on-device',
  open: (context) => new AgentSession(context),
};

interface Carried extends ServiceIds, Doubtful {
  readonly agent: ProcessRow;
  readonly process: FlowProcess;
}

class AgentSession implements DetectorSession {
  readonly #table: CauseTable<Carried>;
  readonly #context: DetectorContext;

  constructor(context: DetectorContext) {
    this.#context = context;
    this.#table = context.causes();
  }

  flow(flow: FlowFacts): boolean {
    this.#table.drop(flow.id);
    const { process } = flow;
    const agent = process && agentOf(process);
    if (agent === undefined) return false;
    const services = documentedServices(flow);
    const [service] = services;
    if (service?.row.tlsInspection !== 'unsupported' || ANYBODYS.has(service.row.id)) return false;
    return this.#table.keep(causeOf(flow, this.#context.documents, agent.id), flow, [flow.first], {
      agent,
      process: process!,
      doubt: this.#context.documents.doubtOf(flow, service),
      services: idsOf(services),
    });
  }

  conclude(): readonly FindingDraft[] {
    return draftsOfEach('inspection/agent-on-device', this.#table, (signs) => ({
      ...asSureAsService(
        'strong',
        signs.map(({ detail }) => detail),
      ),
      parameters: parametersOf(signs),
    }));
  }
}

function parametersOf(signs: readonly Sign<Carried>[]): RuleParameters['inspection/agent-on-device'] {
  const { agent, process } = signs[0].detail;
  return {
    agent: agent.role,
    process: ownerOf(process).name,
    pids: listOf(signs.flatMap(({ detail }) => ownerOf(detail.process).pid ?? [])),
    actsFor: listOf(signs.flatMap(({ detail }) => (detail.process.delegate === undefined ? [] : detail.process.name))),
    toldBy: signs[0].detail.process.toldBy,
  };
}

/** Who has the socket carries the flow, whoever it is for: what trustd asks on behalf of an agent is trustd's. */
function ownerOf(owned: FlowProcess): NamedProcess {
  return owned.delegate ?? owned;
}

function agentOf(process: FlowProcess): ProcessRow | undefined {
  const row = processRow(ownerOf(process).name);
  return row?.kind === 'agent' ? row : undefined;
}
