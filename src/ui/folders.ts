/** Paths where there is little room. */

/** `captures/office.pcapng` of `/Volumes/captures/office.pcapng`: the end of a path says more than its beginning. As few folders less as make it `room` characters long. */
export function withoutFolders(path: string, room = 0): string {
  if (path.length <= room) return path;
  const shorter = path.replace(/^[\\/]*[^\\/]*[\\/]+(?=.)/, '');
  return shorter === path ? path : withoutFolders(shorter, room);
}
