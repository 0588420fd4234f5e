/** A shell in a real terminal (tmux), as a person has it: type, wait for what they would wait for, look. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** ms. Far more than anything takes; reached only by a test that fails. */
const PATIENCE = 20_000;
/** ms between two looks. */
const LOOK = 30;

/** What the shell shows before anything else: it must be there again in the end. */
const BEFORE = ['before-1', 'before-2', 'before-3'];
const PROMPT = 'ready> ';

export const hasTmux = spawnSync('tmux', ['-V']).error === undefined;

type Variables = Readonly<Record<string, string>>;

export class Shell {
  readonly folder: string;
  readonly #socket: string;
  readonly #modes: string;

  private constructor(folder: string, variables: Variables, columns: number, rows: number) {
    this.folder = folder;
    this.#socket = join(folder, 'tmux');
    const environment = {
      ...variables,
      PATH: process.env.PATH,
      HOME: folder,
      LC_ALL: 'C.UTF-8',
      PS1: PROMPT,
      HISTFILE: '',
    };
    const given = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
    const size = ['-x', String(columns), '-y', String(rows)];
    const bash = ['env', '-i', ...given, 'TERM=screen-256color', 'bash', '--norc', '--noprofile'];
    this.tmux('-f', '/dev/null', '-u', 'new-session', '-d', ...size, '-c', folder, ...bash);
    // So that what the program puts on the clipboard can be read as tmux's buffer.
    this.tmux('set-option', '-s', 'set-clipboard', 'on');
    this.#modes = join(folder, 'modes');
  }

  /** With `folder` as working directory, and these variables, so that no line that is typed is longer than the terminal is wide. */
  static async open(folder: string, variables: Variables, columns = 120, rows = 40): Promise<Shell> {
    const shell = new Shell(folder, variables, columns, rows);
    await shell.prompt();
    shell.line(`stty -a > modes.before; clear; printf '${BEFORE.join('\\n')}\\n'`);
    await shell.until(BEFORE.join('\n'));
    // When the terminal grows, tmux shows again what has scrolled away.
    shell.tmux('clear-history');
    return shell;
  }

  tmux(...parameters: string[]): string {
    const { stdout, stderr, status } = spawnSync('tmux', ['-S', this.#socket, ...parameters], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`tmux ${parameters[0]}: ${stderr}`);
    return stdout;
  }

  /** Types keys by tmux's names (`Enter`, `C-z`), or text letter by letter. */
  keys(...names: string[]): void {
    this.tmux('send-keys', ...names);
  }

  /** Types text as it is. */
  type(text: string): void {
    this.tmux('send-keys', '-l', text);
  }

  /** Types a command. */
  line(text: string): void {
    this.type(text);
    this.keys('Enter');
  }

  frame(): string {
    return this.tmux('capture-pane', '-p');
  }

  /** What is on the screen, once it shows that. */
  async until(expected: string | RegExp): Promise<string> {
    const shows = (frame: string) => (typeof expected === 'string' ? frame.includes(expected) : expected.test(frame));
    for (const end = performance.now() + PATIENCE; performance.now() < end; await pause()) {
      const frame = this.frame();
      if (shows(frame)) return frame;
    }
    throw new Error(`the terminal never showed ${expected}:\n${this.frame()}`);
  }

  resize(columns: number, rows: number): void {
    this.tmux('resize-window', '-x', String(columns), '-y', String(rows));
  }

  /** What is on the clipboard, once there is something. */
  async clipboard(): Promise<string> {
    for (const end = performance.now() + PATIENCE; performance.now() < end; await pause()) {
      const { stdout, status } = spawnSync('tmux', ['-S', this.#socket, 'show-buffer'], { encoding: 'utf8' });
      if (status === 0) return stdout;
    }
    throw new Error('nothing was copied');
  }

  /** The alternate screen is on, the cursor is shown. */
  flags(): { alternate: boolean; cursor: boolean } {
    const [alternate, cursor] = this.tmux('display-message', '-p', '#{alternate_on} #{cursor_flag}').trim().split(' ');
    return { alternate: alternate === '1', cursor: cursor === '1' };
  }

  /** Waits until they are those: a frame may be looked at before all that was written with it has arrived. */
  async untilFlags(expected: { alternate: boolean; cursor: boolean }): Promise<void> {
    for (const end = performance.now() + PATIENCE; performance.now() < end; await pause()) {
      const { alternate, cursor } = this.flags();
      if (alternate === expected.alternate && cursor === expected.cursor) return;
    }
    throw new Error(`the terminal stayed with ${JSON.stringify(this.flags())}:\n${this.frame()}`);
  }

  /** The program that the shell runs. */
  child(): number {
    const shell = this.tmux('display-message', '-p', '#{pane_pid}').trim();
    const { stdout } = spawnSync('pgrep', ['-P', shell, 'node'], { encoding: 'utf8' });
    return Number(stdout.trim().split('\n')[0]);
  }

  /** Waits until the shell is to be typed at. */
  async prompt(): Promise<string> {
    return this.until(/ready>\s*$/);
  }

  /** Waits for the prompt, then says how the terminal differs from what it was before; nothing when it does not. */
  async differences(): Promise<string[]> {
    await this.prompt();
    this.line(`echo "exit code $?"; stty -a > modes.after; echo compared`);
    const frame = await this.until(/^compared$/m);
    const { alternate, cursor } = this.flags();
    const modes = (when: string) => readFileSync(`${this.#modes}.${when}`, 'utf8');
    return [
      alternate && 'the alternate screen is on',
      !cursor && 'the cursor is hidden',
      !frame.startsWith(`${BEFORE.join('\n')}\n`) && `the screen was not brought back:\n${frame}`,
      modes('before') !== modes('after') && `other modes: ${modes('after')}`,
    ].filter((difference) => difference !== false);
  }

  /** Resolves once nothing of it runs any more: its folder may be removed. */
  async close(): Promise<void> {
    const server = Number(this.tmux('display-message', '-p', '#{pid}'));
    const programs = [server, this.child()].filter((pid) => pid > 0);
    spawnSync('tmux', ['-S', this.#socket, 'kill-server']);
    for (const end = performance.now() + PATIENCE; programs.some(isRunning) && performance.now() < end; ) await pause();
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LOOK));
}
