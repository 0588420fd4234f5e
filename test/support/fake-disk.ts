/** The disk of a test: a real one, which fails or waits when it is told to. */
import { type Disk, type OpenedFile, REAL_DISK } from '../../src/recording/disk.ts';

export interface FakeDisk extends Disk {
  /** Bytes that fit until `remove` makes room; then writes fail as on a full disk. */
  room: number;
  /** What writes fail with. */
  error: string;
  /** Bytes that one write takes at most. */
  most: number;
  /** While it is set, writes wait for it. */
  gate: Promise<void> | undefined;
  /** Room that the removal of a file makes. */
  freed: number;
  readonly removed: string[];
}

export function fakeDisk(members: Partial<FakeDisk> = {}): FakeDisk {
  const disk: FakeDisk = {
    ...REAL_DISK,
    room: Number.POSITIVE_INFINITY,
    error: 'ENOSPC',
    most: Number.POSITIVE_INFINITY,
    gate: undefined,
    freed: 0,
    removed: [],
    async open(path, flags) {
      return limited(await REAL_DISK.open(path, flags), disk);
    },
    async remove(path) {
      disk.removed.push(path);
      disk.room += disk.freed;
      await REAL_DISK.remove(path);
    },
    ...members,
  };
  return disk;
}

function limited(file: OpenedFile, disk: FakeDisk): OpenedFile {
  return {
    async write(bytes, offset, length) {
      await disk.gate;
      const fits = Math.min(length, disk.room, disk.most);
      if (fits <= 0) throw Object.assign(new Error(disk.error), { code: disk.error });
      disk.room -= fits;
      return file.write(bytes, offset, fits);
    },
    truncate: (length) => file.truncate(length),
    sync: () => file.sync(),
    close: () => file.close(),
  };
}
