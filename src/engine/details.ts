/** Details of judged flows (observations, notable frames): who keeps theirs, and when those of others go. */
import type { Catalogue } from '../catalogue/match.ts';
import type { ServiceRow } from '../catalogue/service-row.ts';
import type { Exhibits } from '../detect/exhibits.ts';
import type { FlowTable } from '../flow/flow-table.ts';
import { FLAG, FLAGS, ID, PORTS, ROW_WORDS, SERVICE_SET } from '../flow/row-layout.ts';
import type { Observation } from '../probe/registry.ts';
import type { FlowRecords } from './flow-records.ts';
import type { InternList } from './intern-list.ts';
import { RecentRetention, Retention } from './retention.ts';

export interface DetailsOptions {
  /** Details of every flow are wanted (bounded). */
  readonly retainAll: boolean;
  readonly live: boolean;
}

export class Details {
  readonly #table: FlowTable;
  readonly #records: FlowRecords;
  readonly #catalogue: Catalogue;
  readonly #serviceSets: InternList<readonly string[]>;
  readonly #exhibits: Exhibits;
  readonly #retention: Retention;
  /** Places by the rows of a port: texts made anew for each flow took a tenth of the time of TLS flows. */
  readonly #perhaps = new WeakMap<readonly ServiceRow[], readonly string[]>();

  constructor(
    table: FlowTable,
    records: FlowRecords,
    catalogue: Catalogue,
    serviceSets: InternList<readonly string[]>,
    exhibits: Exhibits,
    { retainAll, live }: DetailsOptions,
  ) {
    this.#table = table;
    this.#records = records;
    this.#catalogue = catalogue;
    this.#serviceSets = serviceSets;
    this.#exhibits = exhibits;
    this.#retention = live
      ? new RecentRetention(retainAll, (row, id) => this.#release(row, id))
      : new Retention(retainAll);
  }

  /** Of a settled flow: `shown` where a finding may show it, `asked` as `asked` has it. */
  claim(row: number, shown: boolean, asked: readonly string[]): void {
    const flagsAt = row * ROW_WORDS + FLAGS;
    const words = this.#table.words;
    const id = words[row * ROW_WORDS + ID];
    const places = asked.length > 0 ? asked : this.#places(row);
    if (shown || words[flagsAt] & FLAG.retained || this.#retention.claim(places, row, id)) {
      words[flagsAt] |= FLAG.retained;
      return;
    }
    words[flagsAt] |= FLAG.released;
    this.#records.drop(row);
  }

  /** Lets the details go of flows that a finding showed, and shows no more. */
  releaseForgotten(): void {
    const { words, count } = this.#table;
    for (let row = 0; row < count; row++) {
      const id = words[row * ROW_WORDS + ID];
      if (id !== 0 && words[row * ROW_WORDS + FLAGS] & FLAG.retained && !this.#retention.holds(id))
        this.#release(row, id);
    }
  }

  /** Places of a DNS flow that asked for names of documented connections; empty for others. */
  asked(observations: readonly Observation[]): readonly string[] {
    const names = new Set(
      observations.flatMap((seen) => (seen.kind === 'dns-query' || seen.kind === 'dns-response' ? [seen.name] : [])),
    );
    const rows = [...names].flatMap((name) => this.#catalogue.matchHost(name).map((match) => match.row.id));
    return [...new Set(rows)].map((id) => `dns ${id}`);
  }

  /** Flows without a service that a role may yet claim have some too. */
  #places(row: number): readonly string[] {
    const words = this.#table.words;
    const at = row * ROW_WORDS;
    if (words[at + SERVICE_SET] !== 0) return this.#serviceSets.value(words[at + SERVICE_SET]);
    const transport = words[at + FLAGS] & FLAG.udp ? 'udp' : 'tcp';
    const rows = this.#catalogue.matchPort(transport, words[at + PORTS] & 0xffff);
    const known = this.#perhaps.get(rows);
    if (known !== undefined) return known;
    const places = rows.map(({ id }) => `perhaps ${id}`);
    this.#perhaps.set(rows, places);
    return places;
  }

  /** Newer flows took its place: its details go, unless a finding shows it. */
  #release(row: number, id: number): void {
    const { words } = this.#table;
    const at = row * ROW_WORDS;
    if (words[at + ID] !== id || this.#exhibits.has(id)) return;
    words[at + FLAGS] &= ~FLAG.retained;
    if (!(words[at + FLAGS] & FLAG.settled)) return;
    words[at + FLAGS] |= FLAG.released;
    this.#records.drop(row);
  }
}
