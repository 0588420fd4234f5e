/** What the detectors of one analysis share: the documents in force, and what the capture shows beside the flow at hand. */
import type { Catalogue } from '../catalogue/match.ts';
import { Documents } from './documented.ts';
import { Survey } from './survey.ts';

export class DetectorContext {
  readonly documents: Documents;
  readonly survey = new Survey();

  /** `catalogue`: the one that assigned the flows, with the rows of plug-ins and the hosts of the site. */
  constructor(catalogue: Catalogue) {
    this.documents = new Documents(catalogue);
  }
}
