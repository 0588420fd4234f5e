/** Where things stand on a screen of a given size. */

export const MIN_COLUMNS = 50;
export const MIN_ROWS = 15;
/** Side by side over the flows; below this width one over the other. */
const SPLIT_COLUMNS = 110;
/** Below this size one pane fills the screen, the others are tabs. */
const STACK_COLUMNS = 60;
const STACK_ROWS = 24;

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

export interface Area {
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  readonly kind: 'split' | 'stacked' | 'single' | 'too-small';
  /** All between header and footer, and below the banner. */
  readonly body: Area;
  readonly services: Area;
  readonly findings: Area;
  readonly flows: Area;
  readonly hosts: Area;
  readonly timeline: Area;
}

/**
 * `banner`: lines below the header that say what is wrong with the inputs. `hint`: lines above the footer while something is typed, which
 * whatever is lowest makes room for, so that nothing else moves. `wanted`: lines of findings and of what to do next, where that is said.
 */
export function layoutOf(size: Size, banner: number, hint = 0, wanted = 0): Layout {
  const layout = withoutHint(size, banner, wanted);
  const raised = ({ width, height }: Area): Area => ({ width, height: Math.max(0, height - hint) });
  const { kind, services, findings } = layout;
  const upper = kind === 'single' ? { services: raised(services), findings: raised(findings) } : { services, findings };
  const [body, flows] = [raised(layout.body), raised(layout.flows)];
  return { kind, ...upper, body, flows, hosts: raised(layout.hosts), timeline: raised(layout.timeline) };
}

function withoutHint({ columns, rows }: Size, banner: number, wanted: number): Layout {
  const body = { width: columns, height: Math.max(0, rows - 2 - banner) };
  if (columns < MIN_COLUMNS || rows < MIN_ROWS) return alike('too-small', body, body);
  if (columns >= SPLIT_COLUMNS) return split(body);
  if (columns >= STACK_COLUMNS && rows >= STACK_ROWS) return stacked(body, wanted);
  return alike('single', body, { ...body, height: body.height - 1 }); // below the tabs
}

function alike(kind: Layout['kind'], body: Area, pane: Area): Layout {
  return { kind, body, services: pane, findings: pane, flows: pane, hosts: pane, timeline: pane };
}

function split(body: Area): Layout {
  const upper = Math.max(6, Math.min(22, Math.floor(body.height * 0.45)), Math.floor(body.height * 0.36));
  const left = Math.min(72, Math.floor(body.width * 0.45));
  return {
    ...alike('split', body, body),
    services: { width: left, height: upper },
    findings: { width: body.width - left - 1, height: upper }, // a rule between the two
    flows: { width: body.width, height: body.height - upper },
  };
}

/** Lines of services and of flows that stay in sight where the findings pane wants more than its share. */
const LEAST_SERVICES = 5;
const LEAST_FLOWS = 4;

function stacked(body: Area, wanted: number): Layout {
  const { width } = body;
  const share = 1 + 2 * Math.max(2, Math.floor(body.height * 0.16)); // a title, and two lines each
  const findings = Math.max(share, Math.min(wanted, body.height - LEAST_SERVICES - LEAST_FLOWS));
  const services = findings > share ? LEAST_SERVICES : Math.max(LEAST_SERVICES, Math.floor(body.height * 0.28));
  return {
    ...alike('stacked', body, body),
    services: { width, height: services },
    findings: { width, height: findings },
    flows: { width, height: body.height - services - findings },
  };
}
