/** A password from the keyboard, without showing it. */
import type { Effects } from './effects.ts';

const [INTERRUPT, END, BACKSPACE, DELETE] = ['\x03', '\x04', '\x08', '\x7f'];

/** Thrown when the user gives up with Ctrl-C. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** `undefined` where nobody sits at a keyboard. The question goes to standard error. */
export async function askPassword(question: string, { stdin, stderr }: Effects): Promise<string | undefined> {
  if (!stdin.isTTY) return undefined;
  stderr.write(question);
  stdin.setRawMode(true);
  try {
    return await typed(stdin);
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    stderr.write('\n');
  }
}

function typed(stdin: NodeJS.ReadStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let password = '';
    const listen = (chunk: Buffer | string) => {
      for (const key of String(chunk)) {
        if (key === '\r' || key === '\n' || key === END) return finish(() => resolve(password));
        if (key === INTERRUPT) return finish(() => reject(new Interrupted()));
        password = key === BACKSPACE || key === DELETE ? [...password].slice(0, -1).join('') : password + key;
      }
    };
    const finish = (done: () => void) => {
      stdin.off('data', listen);
      done();
    };
    stdin.setEncoding('utf8');
    stdin.on('data', listen);
    stdin.resume();
  });
}
