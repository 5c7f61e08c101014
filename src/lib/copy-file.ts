import { constants, copyFile as copy } from 'node:fs/promises';

/** Copies a file; where the file system can, without copying its bytes. Replaces what is there. */
export const copyFile = (from: string, into: string): Promise<void> => copy(from, into, constants.COPYFILE_FICLONE);
