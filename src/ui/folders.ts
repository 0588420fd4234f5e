/** Paths where there is little room. */

/** `office.pcapng` of `/Volumes/captures/office.pcapng`: the end of a path says more than its beginning. */
export function withoutFolders(path: string): string {
  return path.replace(/^.*[\\/](?=.)/, '');
}
