/** What somebody types who looks around in a live capture, and by what they see that a key has done it: a frame alone may be the next snapshot's. */

export interface KeyStep {
  readonly key: string;
  readonly what: string;
  /** Whether the key has had its effect, by the frame now and that before it was pressed. */
  shows(frame: string, before: string): boolean;
}

const ESCAPE = '\x1b';
const ENTER = '\r';

function shown(key: string, what: string, expected: RegExp): KeyStep {
  return { key, what, shows: (frame) => expected.test(frame) };
}

const view = (key: string, name: string) => shown(key, `view ${name}`, new RegExp(`━ ${key} ${name}`));

/**
 * Something else is selected; where it stands may change by itself, as may its figures. Until somebody moves, the first is, whichever that
 * is.
 */
const move = (key: string): KeyStep => ({
  key,
  what: 'move',
  shows: (frame, before) => selected(frame) !== selected(before) || (isFirst(before) && !isFirst(frame)),
});

/** Right below the title of its pane, or the names of its columns. */
function isFirst(frame: string): boolean {
  const lines = frame.split('\n');
  const row = lines.findIndex((line) => line.includes('▸'));
  return row > 1 && (lines[row - 1].includes('━') || lines[row - 2].includes('━'));
}

/** What the line of the cursor is about: the number of a flow, or the beginning of a title or name, without glyph, status and number. */
function selected(frame: string): string | undefined {
  const [, text = ''] = /▸(.*)/.exec(frame) ?? [];
  const [, flow, title] =
    /^\S (?:not observed|\S+) +(?:(\d+) \d\d:|(?:F\d+ )?(?:\(provisional\) )?(.{1,24}))/.exec(text) ?? [];
  return flow ?? title ?? text.trim().split(/\s/)[0];
}

const ORDER =
  /worst first|by arrival|last seen first|by server|by client|by service|by protocol|most bytes first|most packets first/;
const order: KeyStep = {
  key: 's',
  what: 'order',
  shows: (frame, before) => ORDER.exec(frame)?.[0] !== ORDER.exec(before)?.[0],
};

const letter = (key: string, typed: string): KeyStep =>
  shown(key, 'letter of a filter', new RegExp(`^ /${typed}▏`, 'm'));

/** Over and over. */
export const KEY_STEPS: readonly KeyStep[] = [
  view('3', 'Flows'),
  ...['j', 'j', 'j', 'k', 'j', 'j', 'k', 'k'].map(move),
  order,
  ...['j', 'j', 'k'].map(move),
  // Once round.
  ...Array.from({ length: 8 }, () => order),
  shown(ENTER, 'a flow', /^ flow \d+ ·/m),
  shown(ESCAPE, 'back', /━ 3 Flows/),
  view('2', 'Findings'),
  move('j'),
  move('k'),
  shown(ENTER, 'a finding', /What was seen/),
  shown(ESCAPE, 'back', /━ 2 Findings/),
  move('n'),
  view('4', 'Hosts'),
  move('j'),
  view('5', 'Timeline'),
  view('1', 'Services'),
  move('j'),
  shown('6', 'the capture', /The capture/),
  shown('6', 'back', /━ 1 Services/),
  shown('?', 'help', /^ Keys$/m),
  shown(ESCAPE, 'back', /━ 1 Services/),
  shown('/', 'filter', /^ \/▏/m),
  ...Array.from('blocked', (key, at) => letter(key, 'blocked'.slice(0, at + 1))),
  shown(ENTER, 'keep the filter', /^(?! \/).*\/blocked$/m),
  shown(ESCAPE, 'clear the filter', /^ jamscope(?!.*\/blocked)/),
];
