/** What the screen is drawn from, and what follows from it: its layout, its lists, the opened detail. */
import type { HostReport } from '../engine/contract.ts';
import type { Finding, Snapshot } from '../engine/snapshot.ts';
import { itemsOf } from './cursor.ts';
import { detailOf } from './detail.ts';
import { type Entry, layoutDocument } from './document.ts';
import type { FlowOrder } from './flow-order.ts';
import { createHostsOf } from './hosts-of.ts';
import { KEYS, type KeyTable } from './keys.ts';
import { type Layout, layoutOf, type Size } from './layout.ts';
import { memoLast } from './memo.ts';
import { bannerLines, guidance } from './notices.ts';
import type { Progress } from './progress.ts';
import { type Prompt, stemOf } from './prompt.ts';
import { compileQuery } from './query/compile.ts';
import { type Completion, completionOf, NO_COMPLETION } from './query/completion.ts';
import { seenValues } from './query/seen-values.ts';
import type { Lead, Subject, Surroundings, UiState } from './state.ts';
import { rankOf, SEVERITY_LOOKS, STATUS_LOOKS, type Theme } from './theme.ts';

export interface Screen {
  readonly size: Size;
  /** Undefined before the first packet. */
  readonly snapshot: Snapshot | undefined;
  readonly progress: Progress;
  readonly order: FlowOrder;
  /** Share of a filter or sort under way. */
  readonly ordering: number | undefined;
  readonly ui: UiState;
}

export interface View {
  readonly layout: Layout;
  readonly banner: readonly string[];
  readonly lists: Surroundings['lists'];
  /** Empty while nothing shows them: drawing them up takes the engine a while. */
  readonly hosts: readonly HostReport[];
  /** The opened detail, and its lines. */
  readonly document: readonly Entry[];
  readonly detail: readonly string[];
  readonly lead: Lead | undefined;
  /** While something is typed: how it may go on, and what is wrong with it. */
  readonly typing: Typing | undefined;
}

export interface Typing {
  readonly completion: Completion;
  readonly mistake: string | undefined;
}

/** Lines of a finding in its list: the title, the evidence. */
export const FINDING_LINES = 2;
/** Lines above the flows: the title, the names of the columns. */
export const FLOW_TABLE_HEAD = 2;
/** Lines above the hosts: the title, the names of the columns. */
export const HOSTS_HEAD = 2;
/** Lines above the findings in time: the title, flows, failures, bytes, the marks, the times, a blank. */
export const TIMELINE_HEAD = 7;
/** Cells before a line of the banner. */
const BANNER_LEAD = 3;
/** Lines above the footer while a filter is typed, or a file's name that was refused. */
export const HINT_LINES = 1;

/** One for each program: it remembers what it derived last. */
export function createView(theme: Theme, keys: KeyTable = KEYS): (screen: Screen) => View {
  const services = memoLast((snapshot: Snapshot | undefined) => itemsOf(serviceIds(snapshot)));
  const findings = memoLast((snapshot: Snapshot | undefined) => itemsOf(findingKeys(snapshot)));
  const timeline = memoLast((snapshot: Snapshot | undefined) => itemsOf(keysInTime(snapshot)));
  const hostsOf = createHostsOf();
  const addresses = memoLast((known: readonly HostReport[]) => itemsOf(known.map(({ address }) => address)));
  const detail = memoLast(
    (
      snapshot: Snapshot | undefined,
      hosts: readonly HostReport[],
      subject: Subject | undefined,
      progress: Progress | undefined,
      width: number,
    ) => {
      if (subject === undefined) return { entries: [], lines: [], lead: undefined };
      const { entries, lead } = detailOf(subject, { snapshot, hosts, keys, progress }, theme);
      return { entries, lines: layoutDocument(entries, width, theme), lead };
    },
  );
  const seen = memoLast(seenValues);
  const typing = memoLast((snapshot: Snapshot | undefined, prompt: Prompt | undefined): Typing | undefined => {
    if (prompt?.refusal !== undefined) return { completion: NO_COMPLETION, mistake: prompt.refusal };
    if (prompt?.purpose !== 'filter') return undefined;
    if (snapshot === undefined) return { completion: NO_COMPLETION, mistake: undefined };
    const completion = completionOf(stemOf(prompt), snapshot, seen(snapshot));
    return { completion, mistake: compileQuery(prompt.text, snapshot).mistake };
  });
  return ({ snapshot, progress, size, order, ui }) => {
    const banner = bannerLines(snapshot, progress, size.columns - BANNER_LEAD);
    const typed = typing(snapshot, ui.prompt);
    const advice = layoutDocument(guidance(snapshot, progress, keys), size.columns, theme).length;
    const wanted = advice === 0 ? 0 : 1 + advice + FINDING_LINES * (snapshot?.findings.length ?? 0);
    const layout = layoutOf(size, banner.length, typed === undefined ? 0 : HINT_LINES, wanted);
    const subject = ui.opened[ui.opened.length - 1]?.subject;
    const isShown = ui.pane === 'hosts' || subject?.kind === 'host';
    const known = isShown ? hostsOf(snapshot, progress.finished) : NO_HOSTS;
    const liveProgress = subject?.kind === 'capture' && progress.live !== undefined ? progress : undefined;
    const { entries, lines, lead } = detail(snapshot, known, subject, liveProgress, layout.body.width);
    const lists = {
      services: services(snapshot),
      findings: findings(snapshot),
      flows: order,
      hosts: addresses(known),
      timeline: timeline(snapshot),
    };
    return { layout, banner, lists, hosts: known, document: entries, detail: lines, lead, typing: typed };
  };
}

const NO_HOSTS: readonly HostReport[] = [];
const NOT_TYPING: Typing = { completion: NO_COMPLETION, mistake: undefined };

/** What the reducer has to know of the view. */
export function surroundings({ layout, lists, detail, lead, typing }: View): Surroundings {
  const heights = {
    services: layout.services.height - 1,
    findings: Math.floor((layout.findings.height - 1) / FINDING_LINES),
    flows: layout.flows.height - FLOW_TABLE_HEAD,
    hosts: layout.hosts.height - HOSTS_HEAD,
    timeline: layout.timeline.height - TIMELINE_HEAD,
    detail: layout.body.height,
  };
  const { completion, mistake } = typing ?? NOT_TYPING;
  return { lists, heights, detailLength: detail.length, lead, completion, mistake };
}

const STATUS_RANK = rankOf(STATUS_LOOKS);

/** Worst first, `not observed` last; the order of the catalogue within. */
function serviceIds(snapshot: Snapshot | undefined): string[] {
  const services = [...(snapshot?.services ?? [])];
  return services.sort((a, b) => STATUS_RANK[a.status] - STATUS_RANK[b.status]).map(({ id }) => id);
}

const SEVERITY_RANK = rankOf(SEVERITY_LOOKS);

/** Worst first, cleared ones last; the order of the report within. */
function findingKeys(snapshot: Snapshot | undefined): string[] {
  const rank = ({ severity, state }: Finding) => SEVERITY_RANK[severity] + (state === 'cleared' ? 3 : 0);
  const findings = [...(snapshot?.findings ?? [])];
  return findings.sort((a, b) => rank(a) - rank(b)).map(({ key }) => key);
}

/** In the order in which they began. */
function keysInTime(snapshot: Snapshot | undefined): string[] {
  const findings = [...(snapshot?.findings ?? [])];
  return findings.sort((a, b) => a.firstTime - b.firstTime).map(({ key }) => key);
}
