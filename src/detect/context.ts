/** What the detectors of one analysis share: the documents in force, and what the capture shows beside the flow at hand. */
import type { Catalogue } from '../catalogue/match.ts';
import type { FlowFacts } from '../classify/flow-facts.ts';
import { CauseTable } from './cause-table.ts';
import { Documents } from './documented.ts';
import { Exhibits } from './exhibits.ts';
import { type FirstFailure, firstFailure } from './failure/first-failure.ts';
import { type Memory, OVERFLOW_CODE, type Overflow } from './memory.ts';
import { Survey } from './survey/survey.ts';

export class DetectorContext {
  readonly documents: Documents;
  readonly survey: Survey;
  readonly exhibits = new Exhibits();
  /** The capture goes on. */
  readonly live: boolean;
  /** To be told where a bound makes a detector forget. */
  readonly overflow: Readonly<Record<Memory, Overflow>>;

  readonly #tables: CauseTable<never>[] = [];
  #flow: FlowFacts | undefined;
  #failure: FirstFailure | undefined;

  /**
   * `catalogue`: the one that assigned the flows, with the rows of plug-ins and the hosts of the site.
   * `count`: told the anomaly's code, and how many entries a bound made somebody forget. `live`: the capture goes on.
   */
  constructor(catalogue: Catalogue, count: (code: string, by: number) => void = () => {}, live = false) {
    this.live = live;
    this.documents = new Documents(catalogue);
    this.overflow = {
      faults: (by) => count(OVERFLOW_CODE.faults, by),
      survey: (by) => count(OVERFLOW_CODE.survey, by),
    };
    this.survey = new Survey(this.overflow.survey, catalogue.site.hosting, live);
  }

  /** Keeps the flows that show what a rule is about. `memory`: what it forgets when it is full. */
  causes<Detail>(memory: Memory = 'faults'): CauseTable<Detail> {
    const table = new CauseTable<Detail>(this.overflow[memory], this.exhibits, this.live);
    this.#tables.push(table as unknown as CauseTable<never>);
    return table;
  }

  /** Faults that showed before `time` (ns) are forgotten. */
  forgetBefore(time: number): void {
    for (const table of this.#tables) table.forgetBefore(time);
  }

  /** The capture has ended: conclusions are drawn from everything. */
  end(): void {
    for (const table of this.#tables) table.end();
  }

  /** `firstFailure`, found once for all detectors that hear of the flow. */
  failureOf(flow: FlowFacts): FirstFailure | undefined {
    if (flow !== this.#flow) {
      this.#flow = flow;
      this.#failure = firstFailure(flow);
    }
    return this.#failure;
  }
}
