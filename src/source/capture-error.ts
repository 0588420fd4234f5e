/** Why an input could not be opened at all, in words for its user. Thrown here, caught once by whoever drives. */

export type CaptureErrorCode =
  | 'no-such-file'
  | 'permission'
  | 'is-a-directory'
  | 'empty'
  | 'not-a-capture'
  | 'unreadable'
  | 'too-many-files'
  /** Live: the program or library that is to capture is not there. */
  | 'no-engine'
  | 'no-such-interface'
  | 'wrong-filter'
  /** Live: the engine ended before its first byte, for a reason that none of the others names. */
  | 'engine-failed';

export class CaptureError extends Error {
  override readonly name = 'CaptureError';
  readonly code: CaptureErrorCode;
  /** What to do about it: a sentence. */
  readonly advice: string;

  constructor(code: CaptureErrorCode, message: string, advice: string) {
    super(message);
    this.code = code;
    this.advice = advice;
  }
}

/** What the operating system refused, as a `CaptureError`. */
export function systemError(path: string, error: unknown): CaptureError {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
  const known = KNOWN[code];
  if (known === undefined) {
    return new CaptureError(
      'unreadable',
      `${path} cannot be read (${code})`,
      'Copy the file to a local disk and try again.',
    );
  }
  return new CaptureError(known.code, `${path} ${known.says}`, known.advice);
}

const NO_SUCH_FILE = {
  code: 'no-such-file',
  says: 'does not exist',
  advice: 'Check the spelling and the working directory.',
} as const;
const PERMISSION = {
  code: 'permission',
  says: 'may not be read by this user',
  advice: 'Captures taken as root belong to root: change the owner, or copy the file with sudo.',
} as const;

const TOO_MANY_OPEN = {
  code: 'unreadable',
  says: 'cannot be opened beside so many other files',
  advice: 'Let more files be open at a time: ulimit -n 1024.',
} as const;

const KNOWN: Readonly<Record<string, { code: CaptureErrorCode; says: string; advice: string }>> = {
  ENOENT: NO_SUCH_FILE,
  ENOTDIR: NO_SUCH_FILE,
  EACCES: PERMISSION,
  EPERM: PERMISSION,
  EMFILE: TOO_MANY_OPEN,
  ENFILE: TOO_MANY_OPEN,
  EISDIR: { code: 'is-a-directory', says: 'is a directory without a file in it', advice: 'Name a capture file.' },
};
