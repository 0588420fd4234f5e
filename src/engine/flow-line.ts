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

/** Returns what reads a row; the line that it gives is of that row until it is called again. `verdictOf`: of a row. */
export function createFlowLine(
  table: FlowTable,
  judge: Pick<Judge, 'processOf' | 'serviceSets'>,
  identity: Pick<FlowIdentity, 'serverNames' | 'protocols'>,
  verdictOf: (row: number) => FlowVerdict,
): (row: number) => FlowRow {
  const { words, numbers, events } = table;
  let at = 0;
  const word = (field: number) => words[at * ROW_WORDS + field];
  const number = (field: number) => numbers[at * ROW_NUMBERS + field];
  const line: FlowRow = {
    get id() {
      return word(ID);
    },
    get transport() {
      return word(FLAGS) & FLAG.udp ? 'udp' : 'tcp';
    },
    get originatorAddress() {
      return addressOf(table, at, ORIGINATOR);
    },
    get originatorPort() {
      return portsOf(words, at)[0];
    },
    get responderAddress() {
      return addressOf(table, at, RESPONDER);
    },
    get responderPort() {
      return portsOf(words, at)[1];
    },
    get serverName() {
      return identity.serverNames.value(word(SERVER_NAME));
    },
    get process() {
      return judge.processOf(at);
    },
    get protocol() {
      return identity.protocols.value(word(PROTOCOL));
    },
    get connState() {
      return connState(word(FLAGS), [word(PACKETS), word(PACKETS + 1)], line.bytes);
    },
    get services() {
      return judge.serviceSets.value(word(SERVICE_SET));
    },
    get verdict() {
      return verdictOf(at);
    },
    get packets() {
      return word(PACKETS) + word(PACKETS + 1);
    },
    get bytes() {
      return number(BYTES) + number(BYTES + 1);
    },
    get firstTime() {
      return events[at * ROW_EVENTS + FIRST];
    },
    get lastTime() {
      return number(LAST_TIME);
    },
    get open() {
      return (word(FLAGS) & FLAG.settled) === 0;
    },
  };
  return (row) => {
    at = row;
    return line;
  };
}
