/** How an input is called in words. */

/** The path, as it was given; `-` is no name that one recognises in a sentence. */
export function inputName(path: string): string {
  return path === '-' ? 'standard input' : path;
}
