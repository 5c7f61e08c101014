import { readdirSync, readlinkSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { devNull } from 'node:os';
import { onTestFinished, vi } from 'vitest';

/** Looks at what Node's own file handles are asked to do, by the paths that they stand for; they do it all the same. Linux. */
export async function watchFiles() {
  const any = await open(devNull);
  const prototype: Pick<FileHandle, 'sync' | 'write' | 'writev' | 'writeFile'> = Object.getPrototypeOf(any);
  await any.close();
  const synced: string[] = [];
  const written: string[] = [];
  const pathOf = ({ fd }: FileHandle) => readlinkSync(`/proc/self/fd/${fd}`);

  const { sync } = prototype;
  const spies = [
    vi.spyOn(prototype, 'sync').mockImplementation(function (this: FileHandle) {
      synced.push(pathOf(this));
      return sync.call(this);
    }),
    ...(['write', 'writev', 'writeFile'] as const).map((name) => {
      const original = prototype[name] as (...given: readonly unknown[]) => unknown;
      return vi.spyOn(prototype, name).mockImplementation(function (this: FileHandle, ...given: unknown[]) {
        written.push(pathOf(this));
        return original.apply(this, given) as never;
      });
    }),
  ];
  onTestFinished(() => {
    for (const spy of spies) spy.mockRestore();
  });
  return {
    /** In the order in which they were asked for. */
    synced,
    /** One for each write. */
    written,
    forget() {
      synced.length = 0;
      written.length = 0;
    },
  };
}

/** How often this process holds the file open. Linux. */
export const heldOpen = (path: string): number =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`) === path;
    } catch {
      // Closed since.
      return false;
    }
  }).length;
