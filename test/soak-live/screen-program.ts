/**
 * `jamscope live` on its screen beside the traffic, in a pseudo-terminal: somebody looks around meanwhile, and each key is timed until the
 * screen shows what it does. What became of the packets is in the report that they write in the end.
 */
import { readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { DrivenProgram, FRAME_END } from '../bench-ui/driven-program.ts';
import type { Namespace } from '../live/namespace.ts';
import { FakeTerminal } from '../support/fake-terminal.ts';
import { KEY_STEPS, type KeyStep } from './key-steps.ts';
import { children } from './processes.ts';
import { type CaptureTold, pause, type RunOptions, type Soaked, type Told } from './run.ts';

/** ms that the program gets for anything. Reached only when something is broken. */
const PATIENCE = 60_000;
/** ms after which a key counts as lost. */
const LOST = 5000;
/** ms between two keys: they are not to keep step with snapshots. */
const PAUSES = [70, 150, 110, 260, 90, 190];
/** The first row of a live capture. */
const RATE = / ([\d,]+) pkt\/s/;
const ERASE_ALL = '\x15';

export interface TimedKey {
  readonly step: KeyStep;
  /** ms until the screen showed it. */
  readonly time: number;
}

export class ScreenProgram implements Soaked {
  readonly keys: TimedKey[] = [];
  /** Packets a second as the first row said, once for each key. */
  readonly rates: number[] = [];
  readonly #report: string;
  readonly #terminal = new FakeTerminal(160, 50);
  readonly #program: DrivenProgram;
  /** What is no whole frame yet. */
  #rest = '';
  /** ms at which the latest frame was there. */
  #drawn = 0;
  #heard: () => void = () => {};

  constructor(namespace: Namespace, { engine, folder, node, interfaces }: RunOptions) {
    this.#report = resolve(folder, `${engine}-screen.json`);
    rmSync(this.#report, { force: true });
    this.#program = new DrivenProgram({
      parameters: ['live', '-q', '-i', interfaces[0], '--engine', engine, '--no-config'],
      by: ['ip', 'netns', 'exec', namespace.name],
      node,
      heard: (text) => this.#draw(text),
    });
  }

  get id(): number {
    return children(this.#program.id)[0];
  }

  async ready(): Promise<void> {
    await this.#until((frame) => frame.includes('LIVE'), 'the live capture');
  }

  async use(signal: AbortSignal): Promise<void> {
    await this.#until((frame) => / F2 /.test(frame), 'two findings');
    for (let count = 0; !signal.aborted; count++) {
      const step = KEY_STEPS[count % KEY_STEPS.length];
      await pause(PAUSES[count % PAUSES.length]);
      const before = this.#terminal.frame();
      const rate = RATE.exec(before);
      if (rate !== null) this.rates.push(Number(rate[1].replaceAll(',', '')));
      const pressed = performance.now();
      this.#program.type(step.key);
      const shown = await this.#comes((frame) => step.shows(frame, before), LOST);
      this.keys.push({ step, time: shown ? this.#drawn - pressed : LOST });
    }
  }

  async end(): Promise<Told> {
    await this.#typed('\x1b', / quit|esc/);
    await this.#typed('x', /ENDED/);
    await this.#typed('w', /Report to/);
    this.#program.type(`${ERASE_ALL}${this.#report}\r`);
    await this.#until((frame) => frame.includes('Wrote the report'), 'the report');
    const { capture, summary } = JSON.parse(readFileSync(this.#report, 'utf8')) as {
      readonly capture: CaptureTold;
      readonly summary: { readonly flows: number };
    };
    return { capture, flows: summary.flows };
  }

  async close(): Promise<void> {
    await this.#program.quit();
  }

  async #typed(key: string, expected: RegExp): Promise<void> {
    this.#program.type(key);
    await this.#until((frame) => expected.test(frame), String(expected));
  }

  #draw(text: string): void {
    const now = performance.now();
    this.#rest += text;
    const end = this.#rest.lastIndexOf(FRAME_END) + FRAME_END.length;
    if (end < FRAME_END.length) return;
    this.#terminal.stdout.write(this.#rest.slice(0, end));
    this.#terminal.written.length = 0;
    this.#rest = this.#rest.slice(end);
    this.#drawn = now;
    this.#heard();
  }

  async #until(holds: (frame: string) => boolean, what: string): Promise<void> {
    if (!(await this.#comes(holds, PATIENCE))) throw new Error(`never shown: ${what}\n${this.#terminal.frame()}`);
  }

  /** Whether it comes within so many ms. */
  async #comes(holds: (frame: string) => boolean, patience: number): Promise<boolean> {
    const end = performance.now() + patience;
    while (!holds(this.#terminal.frame())) {
      if (performance.now() > end) return false;
      await new Promise<void>((wake) => {
        const timer = setTimeout(wake, 500);
        this.#heard = () => {
          clearTimeout(timer);
          wake();
        };
      });
    }
    return true;
  }
}
