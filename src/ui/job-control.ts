/** The screen as a job of a shell: ctrl-z gives the terminal back and stops, `fg` takes it again. */

export interface JobOptions {
  /** Gives the terminal back. */
  hide(): void;
  /** Takes the terminal and draws. */
  show(): void;
  /** Stops the process; by default the foreground job, as the terminal driver would. */
  stopJob?: (() => void) | undefined;
}

export interface JobControl {
  suspend(): void;
  /** Shows nothing from now on. */
  end(): void;
}

/** ms after which a process that ctrl-z did not stop (as nobody could continue it) draws again. */
const RESUME_PAUSE = 100;

export function createJobControl({ hide, show, stopJob = stopForegroundJob }: JobOptions): JobControl {
  let resuming: NodeJS.Timeout | undefined;
  const resume = () => {
    clearTimeout(resuming);
    show();
  };
  const goOn = () => {
    resume();
    // Nobody told us of a new size while we were stopped: Node looks for it when it hears this.
    process.kill(process.pid, 'SIGWINCH');
  };
  // Also after a SIGSTOP from elsewhere: the shell had the terminal meanwhile.
  process.on('SIGCONT', goOn);
  return {
    suspend() {
      if (process.platform === 'win32') return;
      hide();
      resuming = setTimeout(resume, RESUME_PAUSE);
      stopJob();
    },
    end() {
      clearTimeout(resuming);
      process.off('SIGCONT', goOn);
    },
  };
}

/** The whole job, so that a shell or npm around us stops as well. */
function stopForegroundJob(): void {
  process.kill(0, 'SIGTSTP');
}
