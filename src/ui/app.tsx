/** The whole screen. It holds no state: what is shown comes from the store, what is typed goes to the controller. */
import { Box, useInput } from 'ink';
import { useSyncExternalStore } from 'react';
import { Block } from './block.tsx';
import { countedText } from './figures.ts';
import { FindingsPane } from './findings-pane.tsx';
import { FlowTable } from './flow-table.tsx';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { hintLine } from './hint-line.ts';
import { HostsPane } from './hosts-pane.tsx';
import { keyNames } from './key-names.ts';
import { type KeyTable, keyFor } from './keys.ts';
import { MIN_COLUMNS, MIN_ROWS, type Size } from './layout.ts';
import type { Prompt } from './prompt.ts';
import { HINT_LINES, type Screen, type Typing, type View } from './screen.ts';
import { ServicesPane } from './services-pane.tsx';
import { OVERVIEW, PANES, type Pane } from './state.ts';
import type { Store } from './store.ts';
import type { Theme } from './theme.ts';
import { TimelinePane } from './timeline-pane.tsx';

export interface AppProps {
  readonly store: Store<Screen>;
  readonly view: (screen: Screen) => View;
  readonly tool: string;
  readonly title: string;
  readonly theme: Theme;
  readonly keys: KeyTable;
  /** Keys in the order typed. */
  onKeys(names: readonly string[]): void;
}

export function App({ store, view, tool, title, theme, keys, onKeys }: AppProps) {
  const screen = useSyncExternalStore(store.subscribe, store.get);
  useInput((input, key) => onKeys(keyNames(input, key)));
  const shown = view(screen);
  const { columns, rows } = screen.size;
  if (shown.layout.kind === 'too-small') return <TooSmall columns={columns} rows={rows} keys={keys} theme={theme} />;
  const hint = shown.typing === undefined ? 0 : HINT_LINES;
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      <Header keys={keys} screen={screen} tool={tool} title={title} theme={theme} />
      <Block lines={bannerLines(shown.banner, columns, theme)} width={columns} height={shown.banner.length} />
      <Body screen={screen} view={shown} keys={keys} theme={theme} />
      <Block lines={hintLines(shown.typing, screen.ui.prompt, columns, theme)} width={columns} height={hint} />
      <Footer ui={screen.ui} leads={shown.lead !== undefined} keys={keys} width={columns} theme={theme} />
    </Box>
  );
}

interface BodyProps {
  readonly screen: Screen;
  readonly view: View;
  readonly keys: KeyTable;
  readonly theme: Theme;
}

function Body(props: BodyProps) {
  const { ui } = props.screen;
  const { layout, detail } = props.view;
  const opened = ui.opened[ui.opened.length - 1];
  if (opened !== undefined) {
    const { width, height } = layout.body;
    const top = Math.max(0, Math.min(opened.top, detail.length - height));
    return <Block lines={withMore(detail, top, height, width, props.theme)} width={width} height={height} />;
  }
  if (layout.kind === 'single') return <Single {...props} />;
  if (!OVERVIEW.includes(ui.pane)) return <PaneOf {...props} pane={ui.pane} />;
  return layout.kind === 'split' ? (
    <Split {...props} />
  ) : (
    OVERVIEW.map((pane) => <PaneOf {...props} key={pane} pane={pane} />)
  );
}

/** The lines that fit; where there are more, the last one says so. */
function withMore(detail: readonly string[], top: number, height: number, width: number, theme: Theme): string[] {
  const lines = detail.slice(top, top + height);
  const below = detail.length - top - height;
  if (below > 0) {
    const text = ` ${theme.glyph('down')} ${countedText(below + 1, 'more line')}`;
    lines[lines.length - 1] = theme.paint('info', theme.fit(text, width));
  }
  return lines;
}

function Split(props: BodyProps) {
  const { height } = props.view.layout.services;
  const rule = new Array(height).fill(props.theme.paint('muted', props.theme.glyph('bar')));
  return (
    <>
      <Box height={height}>
        <PaneOf {...props} pane="services" />
        <Block lines={rule} width={1} height={height} />
        <PaneOf {...props} pane="findings" />
      </Box>
      <PaneOf {...props} pane="flows" />
    </>
  );
}

/** One pane fills a narrow screen; the others are tabs. */
function Single(props: BodyProps) {
  const { pane } = props.screen.ui;
  const { width } = props.view.layout.body;
  return (
    <>
      <Block lines={[tabs(pane, width, props.theme)]} width={width} height={1} />
      <PaneOf {...props} pane={pane} />
    </>
  );
}

function PaneOf({ screen, view, keys, theme, pane }: BodyProps & { readonly pane: Pane }) {
  const { snapshot, progress, order, ordering, ui } = screen;
  const inFront = ui.pane === pane;
  const common = { area: view.layout[pane], items: view.lists[pane], cursor: ui.cursors[pane], inFront, theme };
  switch (pane) {
    case 'services':
      return <ServicesPane {...common} services={snapshot?.services ?? []} />;
    case 'findings':
      return <FindingsPane {...common} {...{ snapshot, progress, keys }} marked={ui.marked} />;
    case 'flows':
      return <FlowTable {...{ area: common.area, snapshot, order, ordering, ui, inFront, keys, theme }} />;
    case 'hosts':
      return <HostsPane {...common} hosts={view.hosts} />;
    case 'timeline':
      return <TimelinePane {...common} snapshot={snapshot} />;
  }
}

/** All that have a number key. The last ones, but not the one in front, lose their names where there is no room for them. */
function tabs(pane: Pane, width: number, theme: Theme): string {
  const names = TABS.map((name, index) => `${name === pane ? theme.glyph('cursor') : ' '}${index + 1} ${name} `);
  for (let at = TABS.length - 1; at >= 0 && names.join('').length > width; at--)
    if (TABS[at] !== pane) names[at] = ` ${at + 1} `;
  const painted = names.map((name, index) => (TABS[index] === pane ? theme.selected(name) : name));
  return painted.join('') + ' '.repeat(width - names.join('').length);
}

const TABS = [...PANES, 'capture'] as const;

function bannerLines(banner: readonly string[], width: number, theme: Theme): string[] {
  return banner.map((text) => theme.paint('warn', theme.fit(` ${theme.glyph('warning')} ${text}`, width)));
}

function hintLines(typing: Typing | undefined, prompt: Prompt | undefined, width: number, theme: Theme): string[] {
  return typing === undefined || prompt === undefined ? [] : [hintLine(typing, prompt, width, theme)];
}

function TooSmall({ columns, rows, keys, theme }: Size & Pick<BodyProps, 'keys' | 'theme'>) {
  const words = [
    'The terminal is too small.',
    `It is ${columns}x${rows},`,
    `${MIN_COLUMNS}x${MIN_ROWS} is needed.`,
    'Enlarge it, or use --plain.',
    `${keyFor('quit', keys)} quits.`,
  ];
  const height = Math.max(1, Math.min(words.length, rows));
  return <Block lines={words.map((line) => theme.fit(line, columns))} width={columns} height={height} />;
}
