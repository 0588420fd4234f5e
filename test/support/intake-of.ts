/** An intake with a stage that writes down what it is told. */
import { Frame } from '../../src/capture/frame.ts';
import { Anomalies } from '../../src/engine/anomalies.ts';
import type { FlowStage } from '../../src/engine/flow-follower.ts';
import { Intake } from '../../src/engine/intake.ts';
import { FlowTable } from '../../src/flow/flow-table.ts';
import { ID, ROW_WORDS } from '../../src/flow/row-layout.ts';
import { EVENT } from '../../src/flow/tcp-words.ts';
import { packet } from './packet.ts';

export interface Given {
  readonly bytes: Uint8Array;
  readonly time?: number;
  readonly wireLength?: number;
  readonly linkType?: number;
  readonly processIndex?: number;
}

export function intakeOf(servicePorts = new Uint8Array(65_536)) {
  const table = new FlowTable();
  const anomalies = new Anomalies();
  const log: string[] = [];
  const id = (row: number) => table.words[row * ROW_WORDS + ID];
  const stage: FlowStage = {
    payload: (row, direction, view) => log.push(`payload ${id(row)}${'><'[direction]} ${view.payloadLength}`),
    notable: (row, _direction, _view, event) => {
      if (event !== EVENT.handshake) log.push(`notable ${id(row)}`);
    },
    icmp: () => log.push('icmp'),
    settle: (row) => log.push(`settle ${id(row)}`),
    process: (row, frame, pktapOffset) => log.push(`process ${id(row)} ${frame.processIndex} ${pktapOffset}`),
    evict: () => log.push('evict'),
  };
  const intake = new Intake(table, stage, anomalies, servicePorts);
  let number = 0;
  const give = (...frames: readonly Given[]) => {
    for (const { bytes, time = number * 1e6, wireLength = bytes.length, linkType = 1, processIndex = -1 } of frames)
      intake.frame(
        Object.assign(new Frame(), {
          bytes,
          start: 0,
          end: bytes.length,
          wireLength,
          time,
          linkType,
          processIndex,
          number: ++number,
        }),
      );
  };
  return { intake, table, stage, anomalies, log, give };
}

export const udp = (
  options: { from?: string; to?: string; source?: number; destination?: number; text?: string } = {},
) =>
  packet()
    .ethernet()
    .ipv4({ from: options.from ?? '10.0.0.1', to: options.to ?? '10.0.0.2' })
    .udp({ sourcePort: options.source ?? 50_000, destinationPort: options.destination ?? 9999 })
    .payload(options.text ?? 'x')
    .bytes();
