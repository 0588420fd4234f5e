/** What the detectors of one analysis share: the documents in force, and what the capture shows beside the flow at hand. */
import type { Catalogue } from '../catalogue/match.ts';
import type { FlowFacts } from '../classify/flow-facts.ts';
import type { FrameAt } from '../flow/direction.ts';
import { Documents } from './documented.ts';
import { type FirstFailure, firstFailure } from './failure/first-failure.ts';
import { type Memory, OVERFLOW_CODE, type Overflow } from './memory.ts';
import { Survey } from './survey/survey.ts';

export class DetectorContext {
  readonly documents: Documents;
  readonly survey: Survey;
  /** To be told where a bound keeps a detector from remembering a flow. */
  readonly overflow: Readonly<Record<Memory, Overflow>>;

  #flow: FlowFacts | undefined;
  #failure: FirstFailure | undefined;

  /**
   * `catalogue`: the one that assigned the flows, with the rows of plug-ins and the hosts of the site.
   * `count`: told the anomaly's code and the frame wherever a bound is reached.
   */
  constructor(catalogue: Catalogue, count: (code: string, at: FrameAt) => void = () => {}) {
    this.documents = new Documents(catalogue);
    this.overflow = {
      faults: (at) => count(OVERFLOW_CODE.faults, at),
      survey: (at) => count(OVERFLOW_CODE.survey, at),
    };
    this.survey = new Survey(this.overflow.survey, catalogue.site.hosting);
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
