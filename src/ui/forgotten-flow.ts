/** What becomes of the selection when the engine has forgotten the flow that it was on. */
import { countText } from './figures.ts';
import type { FlowOrder } from './flow-order.ts';
import type { Screen } from './screen.ts';
import type { UiState } from './state.ts';

type Shown = Pick<Screen, 'ui' | 'snapshot' | 'order'>;

/** The state for a new order: where the selected flow is no longer known, its neighbour is selected, and that is said. */
export function withoutForgotten({ ui, snapshot, order: before }: Shown, order: FlowOrder): UiState {
  const cursor = ui.cursors.flows;
  const id = Number(cursor.id);
  if (cursor.id === undefined || ui.follow || order.length === 0) return ui;
  if (order.indexOf(id) >= 0 || snapshot === undefined || snapshot.flowIds.indexOf(id) >= 0) return ui;
  const index = order.near?.(id) ?? Math.min(Math.max(0, before.indexOf(id)), order.length - 1);
  const next = order.at(index);
  const cursors = { ...ui.cursors, flows: { id: next, index, offset: cursor.offset } };
  if (ui.pane !== 'flows' || ui.prompt !== undefined) return { ...ui, cursors };
  const text = `Flow ${countText(id)} was forgotten to make room: ${countText(next)} is selected.`;
  return { ...ui, cursors, notice: { text, token: 'info' } };
}
