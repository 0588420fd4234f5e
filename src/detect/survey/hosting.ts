/** Where Jamf Pro runs: some documented connections hold for one of the two only. Declared, else told by what was seen. */
import type { Hosting } from '../../catalogue/site.ts';
import type { FlowFacts } from '../../classify/flow-facts.ts';
import { ownNetworkOf } from '../own-network.ts';

/** Who opens a flow. */
export interface Opener {
  readonly address: string;
  readonly role: string | undefined;
}

/** Names of Jamf Pro in Jamf Cloud. */
const TENANTS = '*.jamfcloud.com';

export class HostingEvidence {
  readonly #declared: Hosting | undefined;
  #tenantSeen = false;

  constructor(declared: Hosting | undefined) {
    this.#declared = declared;
  }

  note({ services }: FlowFacts): void {
    if (this.#tenantSeen) return;
    this.#tenantSeen = services.some(({ by, on, row }) => by === 'name' && on === TENANTS && row.to === 'jamf-pro');
  }

  /**
   * Of the Jamf Pro that opens a flow; undefined where nothing tells. A client of the site's own network is no server in Jamf
   * Cloud, whatever tenant is contacted beside it.
   */
  of({ address, role }: Opener): Hosting | undefined {
    if (this.#declared !== undefined) return this.#declared;
    if (role === 'jamf-cloud-egress') return 'jamf-cloud';
    return this.#tenantSeen && ownNetworkOf(address) === '' ? 'jamf-cloud' : undefined;
  }
}
