/** Why something cannot be written, or done, as it was asked for, in words for the user: nothing was touched. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
  /** What to do about it: a sentence. */
  readonly advice: string;

  constructor(message: string, advice: string) {
    super(message);
    this.advice = advice;
  }
}

const REFUSALS: Readonly<Record<string, readonly [says: string, advice: string]>> = {
  EEXIST: ['exists already', 'Choose another name, or remove the file: nothing is written over it.'],
  ENOENT: ['is in a folder that does not exist', 'Create the folder, or name another.'],
  ENOTDIR: ['is below something that is no folder', 'Name a file in a folder.'],
  EISDIR: ['is a folder', 'Name a file in it.'],
  EACCES: ['may not be written by this user', 'Name a folder that belongs to this user.'],
  EPERM: ['may not be written by this user', 'Name a folder that belongs to this user.'],
  EROFS: ['is on a file system that is mounted read-only', 'Name a folder on another one.'],
  ENOSPC: ['has no room: the disk is full', 'Make room, or name a folder on another disk.'],
  EDQUOT: ['has no room: the quota of this user is used up', 'Make room, or name a folder on another disk.'],
};

/** What the operating system refused about the file or folder at `path`. */
export function refusal(path: string, error: unknown): OutputError {
  const { code, message } = error as NodeJS.ErrnoException;
  const [says, advice] = REFUSALS[code ?? ''] ?? [
    `cannot be written (${code ?? message})`,
    'Name a file on another disk.',
  ];
  return new OutputError(`${path} ${says}`, advice);
}
