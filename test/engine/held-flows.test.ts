import { describe, expect, it } from 'vitest';
import { heldFlows } from '../../src/engine/held-flows.ts';
import { FlowTable } from '../../src/flow/flow-table.ts';
import { decodePacket } from '../../src/wire/packet.ts';
import { PacketView } from '../../src/wire/packet-view.ts';
import { tcpFlow } from '../support/tcp-flow.ts';

function open(table: FlowTable, port: number): void {
  const view = new PacketView();
  const { bytes } = tcpFlow({ originator: `10.0.0.1:${port}` })[0];
  decodePacket(view, bytes, 0, bytes.length, bytes.length, 1);
  table.lookup(view);
}

describe('heldFlows', () => {
  it('is every flow while nothing was evicted', () => {
    const table = new FlowTable();
    for (let port = 1; port <= 5; port++) open(table, port);
    const { ids, rowOf } = heldFlows(table);
    expect([ids.length, ids.at(0), ids.at(4), ids.indexOf(5), ids.indexOf(6), ids.indexOf(0)]).toEqual([
      5, 1, 5, 4, -1, -1,
    ]);
    expect(rowOf(3)).toBe(2);
    table.release();
  });

  it('is what is left, by id, whichever rows were used again', () => {
    const table = new FlowTable();
    for (let port = 1; port <= 5; port++) open(table, port);
    for (const row of [1, 3]) table.evict(row);
    open(table, 6);
    const { ids, rowOf } = heldFlows(table);
    const all = Array.from({ length: ids.length }, (_, index) => ids.at(index));
    expect(all).toEqual([1, 3, 5, 6]);
    expect(all.map((id) => ids.indexOf(id))).toEqual([0, 1, 2, 3]);
    expect([rowOf(6), rowOf(2), rowOf(5), rowOf(7), ids.indexOf(4)]).toEqual([3, -1, 4, -1, -1]);
    table.release();
  });

  it('answers for no other flow that took the row since', () => {
    const table = new FlowTable();
    for (let port = 1; port <= 3; port++) open(table, port);
    const whole = heldFlows(table);
    table.evict(0);
    const left = heldFlows(table);
    open(table, 4);
    table.evict(2);
    open(table, 5);
    expect([whole.rowOf(1), whole.rowOf(2), whole.rowOf(3)]).toEqual([-1, 1, -1]);
    expect([left.rowOf(2), left.rowOf(3)]).toEqual([1, -1]);
    table.release();
  });
});
