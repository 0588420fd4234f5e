/** One line of the flow table, read from the memory of the flows field by field: an order of 100 000 flows asks each for one of them. */
import type { FlowVerdict } from '../classify/vocabulary.ts';
import { connState } from '../flow/conn-state.ts';
import { ORIGINATOR, RESPONDER } from '../flow/direction.ts';
import { portsOf } from '../flow/flow-row.ts';
import type { FlowTable } from '../flow/flow-table.ts';
import {
  BYTES,
  FIRST,
  FLAG,
  FLAGS,
  ID,
  LAST_TIME,
  PACKETS,
  PROTOCOL,
  ROW_EVENTS,
  ROW_NUMBERS,
  ROW_WORDS,
  SERVER_NAME,
  SERVICE_SET,
} from '../flow/row-layout.ts';
import { addressOf } from './flow-facts-of.ts';
import type { FlowIdentity } from './flow-identity.ts';
import type { Judge } from './judge.ts';
import type { FlowRow } from './snapshot.ts';

/** Where a row is read, and which. */
interface Place {
  readonly table: FlowTable;
  readonly judge: Pick<Judge, 'processOf' | 'serviceSets'>;
  readonly identity: Pick<FlowIdentity, 'serverNames' | 'protocols'>;
  /** Of a row. */
  readonly verdictOf: (row: number) => FlowVerdict;
  row: number;
}

const word = ({ table, row }: Place, field: number) => table.words[row * ROW_WORDS + field];
const number = ({ table, row }: Place, field: number) => table.numbers[row * ROW_NUMBERS + field];
const bytes = (place: Place) => number(place, BYTES) + number(place, BYTES + 1);

const FIELDS: { readonly [Field in keyof FlowRow]: (place: Place) => FlowRow[Field] } = {
  id: (place) => word(place, ID),
  transport: (place) => (word(place, FLAGS) & FLAG.udp ? 'udp' : 'tcp'),
  originatorAddress: ({ table, row }) => addressOf(table, row, ORIGINATOR),
  originatorPort: ({ table, row }) => portsOf(table.words, row)[0],
  responderAddress: ({ table, row }) => addressOf(table, row, RESPONDER),
  responderPort: ({ table, row }) => portsOf(table.words, row)[1],
  serverName: (place) => place.identity.serverNames.value(word(place, SERVER_NAME)),
  process: ({ judge, row }) => judge.processOf(row),
  protocol: (place) => place.identity.protocols.value(word(place, PROTOCOL)),
  connState: (place) => connState(word(place, FLAGS), [word(place, PACKETS), word(place, PACKETS + 1)], bytes(place)),
  services: (place) => place.judge.serviceSets.value(word(place, SERVICE_SET)),
  verdict: ({ verdictOf, row }) => verdictOf(row),
  packets: (place) => word(place, PACKETS) + word(place, PACKETS + 1),
  bytes,
  firstTime: ({ table, row }) => table.events[row * ROW_EVENTS + FIRST],
  lastTime: (place) => number(place, LAST_TIME),
  open: (place) => (word(place, FLAGS) & FLAG.settled) === 0,
};

/** Returns what reads a row; the line that it gives is of that row until it is called again. */
export function createFlowLine(source: Omit<Place, 'row'>): (row: number) => FlowRow {
  const place: Place = { ...source, row: 0 };
  const getters = Object.entries(FIELDS).map(([field, read]) => [field, { enumerable: true, get: () => read(place) }]);
  const line = Object.defineProperties({}, Object.fromEntries(getters)) as FlowRow;
  return (row) => {
    place.row = row;
    return line;
  };
}
