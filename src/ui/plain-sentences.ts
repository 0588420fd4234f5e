/** What the panes show, as sentences: for the plain mode, where nothing is drawn. */
import type { HostReport, ServiceReport } from '../engine/contract.ts';
import type { Finding, FlowRow, Snapshot } from '../engine/snapshot.ts';
import { connStateText } from '../wording/conn-state-text.ts';
import { isForgotten } from './columns.ts';
import { locate } from './cursor.ts';
import { bytesText, clockText, countedText, countText } from './figures.ts';
import { countsText, wordsOf } from './finding-words.ts';
import { allFlowsText } from './flow-order.ts';
import type { Screen, View } from './screen.ts';
import { sortKey } from './sort.ts';
import { cursorOf, type ItemId, type Pane } from './state.ts';
import { SEVERITY_LOOKS, STATUS_LOOKS, VERDICT_LOOKS } from './theme.ts';

/** `Flows: 12 of 3,000, worst first.` */
export function paneSentence({ snapshot, ui }: Screen, { lists }: View): string {
  const count = countText(lists[ui.pane].length);
  switch (ui.pane) {
    case 'services':
      return `Services: ${count}, worst first.`;
    case 'findings':
      return `Findings: ${(snapshot && countsText(snapshot, ui.marked)) || 'none'}.`;
    case 'timeline':
      return `Timeline: ${countedText(lists.timeline.length, 'finding')}, the first one first.`;
    case 'hosts':
      return `Hosts: ${count}.`;
    case 'flows': {
      const all = allFlowsText(snapshot);
      const order = `${sortKey(ui.sort.by).title}${ui.sort.reversed ? ', reversed' : ''}`;
      return `Flows: ${[ui.filter === '' ? all : `${count} of ${all}`, order].join(', ')}.`;
    }
  }
}

/** The selected item of the pane in front; undefined where there is none. */
export function itemSentence(screen: Screen, view: View): string | undefined {
  const { snapshot, ui } = screen;
  const items = view.lists[ui.pane];
  const { index } = locate(cursorOf(ui, ui.pane, items, 1), items, 1);
  if (snapshot === undefined || index < 0) return undefined;
  const place = `${countText(index + 1)} of ${countText(items.length)}`;
  return sentenceOf(ui.pane, items.at(index), place, screen, view);
}

function sentenceOf(pane: Pane, id: ItemId, place: string, { snapshot, ui }: Screen, { hosts }: View) {
  switch (pane) {
    case 'services': {
      const service = snapshot!.services.find((row) => row.id === id);
      return service && serviceSentence(service, place);
    }
    case 'hosts': {
      const host = hosts.find(({ address }) => address === id);
      return host && hostSentence(host, place);
    }
    case 'flows':
      return flowSentence(snapshot!.row(Number(id)), place, snapshot!);
    default: {
      const finding = snapshot!.findings.find(({ key }) => key === id);
      if (finding === undefined) return undefined;
      const time = pane === 'timeline' ? `${clockText(snapshot!.timestamp(finding.firstTime), 0)}, ` : '';
      const marked = ui.marked.has(finding.key) ? ' Marked.' : '';
      return `${time}${findingSentence(finding, snapshot!, place)}${marked}`;
    }
  }
}

/** `F1, 1 of 20, error: No answer on TCP 5223. 6 SYNs in 5.1 s, no reply.` */
export function findingSentence(finding: Finding, snapshot: Snapshot, place: string): string {
  const { id, severity, title, evidence, explanation, state, exception } = wordsOf(finding, snapshot);
  const kept = exception === undefined ? (state === 'final' ? '' : `, ${state}`) : ', excepted';
  const facts = evidence.length > 0 ? evidence : [explanation];
  return [`${id}, ${place}, ${SEVERITY_LOOKS[severity].word}${kept}: ${title}`, ...facts].map(ended).join(' ');
}

function serviceSentence({ ref, title, status, flows }: ServiceReport, place: string): string {
  const name = ref.includes(':') ? title : `${ref} ${title}`;
  return `${name}, ${place}: ${STATUS_LOOKS[status].word}${flows > 0 ? `, ${countedText(flows, 'flow')}` : ''}.`;
}

function hostSentence({ address, names, roles }: HostReport, place: string): string {
  const role = roles.map((each) => `${each.role}${each.inferred ? ' (inferred)' : ''}`).join(', ') || 'no role known';
  return `${address}, ${place}: ${role}; ${names.join(', ') || 'no name'}.`;
}

function flowSentence(row: FlowRow, place: string, { services }: Snapshot): string {
  if (isForgotten(row)) return `Flow ${row.id}, ${place}: forgotten to make room.`;
  const state = row.open ? 'still open' : (connStateText(row.connState) ?? row.connState);
  const port = `${row.transport} port ${row.responderPort} of ${row.serverName ?? row.responderAddress}`;
  const service = services.find(({ id }) => id === row.services[0])?.title;
  const protocol = row.protocol === 'unknown' ? undefined : row.protocol;
  const facts = [port, `from ${row.originatorAddress}`, service, protocol, bytesText(row.bytes)];
  const head = `Flow ${row.id}, ${place}: ${VERDICT_LOOKS[row.verdict].word}, ${state}`;
  return `${[head, ...facts.filter((fact) => fact !== undefined)].join('; ')}.`;
}

const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
