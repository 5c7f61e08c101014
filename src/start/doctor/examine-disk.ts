import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { whatIsLacking } from '../../application/money/admission.ts';
import { createMachineRoom } from '../../lib/machine-room.ts';
import type { Settings } from '../config.ts';
import { type Finding, open, well, wrong } from './finding.ts';

const gigabyte = 1e9;

/** Whether the originals and the store can be written, and have room. */
export async function examineDisk(settings: Partial<Settings>): Promise<readonly Finding[]> {
  const { IMAGE_STORE_URL: images, STORE_URL: store, IMAGE_STORE_MAX_GB: most } = settings;
  const places = [
    ...(images === undefined ? [] : [{ setting: 'IMAGE_STORE_URL', directory: resolve(images) }]),
    ...(store === undefined ? [] : [{ setting: 'STORE_URL', directory: dirname(resolve(store)) }]),
  ];
  const findings = await Promise.all(places.map(({ setting, directory }) => ofPlace(setting, directory)));
  const room = images === undefined || most === undefined ? [] : await ofRoom(resolve(images), most);
  return [...findings, ...room];
}

async function ofPlace(setting: string, directory: string): Promise<Finding> {
  const there = nearest(directory);
  const probe = join(there, `.retouch-doctor-${randomUUID()}`);
  try {
    await writeFile(probe, 'asked by ourselves');
    await rm(probe);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'error';
    return wrong(
      setting,
      `nothing can be written in ${there} (${code}): give this user the right to, or name another place`,
    );
  }
  return there === directory
    ? well(setting, `${directory} can be written`)
    : open(setting, `${directory} is not there yet: the bot makes it`);
}

async function ofRoom(directory: string, most: number): Promise<readonly Finding[]> {
  const disk = await createMachineRoom(nearest(directory)).disk();
  const inGb = (bytes: number) => `${(bytes / gigabyte).toFixed(1)} GB`;
  const isFull = whatIsLacking({ disk, memory: { used: 0, total: 1 }, originals: 0 }, 1) === 'disk';
  return [
    isFull
      ? wrong(
          'disk',
          `it has ${inGb(disk.free)} left, too little to take requests: make room, or lower IMAGE_STORE_MAX_GB`,
        )
      : well('disk', `it has ${inGb(disk.free)} left`),
    ...(most * gigabyte > disk.total
      ? [wrong('IMAGE_STORE_MAX_GB', `is more than the whole disk holds (${inGb(disk.total)}): lower it`)]
      : []),
  ];
}

/** The directory, or what of its path is there. */
function nearest(directory: string): string {
  return existsSync(directory) || dirname(directory) === directory ? directory : nearest(dirname(directory));
}
