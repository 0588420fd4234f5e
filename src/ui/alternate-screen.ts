/** The terminal's second screen: entered and left by us, and left whatever happens, so that the shell finds its own as it was. */

export interface AlternateScreen {
  enter(): void;
  leave(): void;
}

/** xterm's 1049 saves the cursor as well; the cursor is hidden while we draw. */
const ENTER = '\x1b[?1049h\x1b[?25l\x1b[2J\x1b[H';
const LEAVE = '\x1b[0m\x1b[?25h\x1b[?1049l';

/** Left also when the process exits or an error goes uncaught: before Node prints it, so that it is read on the first screen. */
export function createAlternateScreen(stdout: { write(text: string): unknown }): AlternateScreen {
  let inside = false;
  const leave = () => {
    if (!inside) return;
    inside = false;
    process.off('exit', leave);
    process.off('uncaughtExceptionMonitor', leave);
    stdout.write(LEAVE);
  };
  return {
    enter() {
      if (inside) return;
      inside = true;
      process.on('exit', leave);
      process.on('uncaughtExceptionMonitor', leave);
      stdout.write(ENTER);
    },
    leave,
  };
}
