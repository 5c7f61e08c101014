import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { png } from '../../../scripts/emulators/png.ts';
import type { AskedTreeRow } from '../../../src/application/services.ts';
import { versionId } from '../../../src/domain/ids.ts';
import type { connectBot } from '../../discord/connected-bot.ts';
import { sampleItem as anyItem, sampleVersion, type sampleWindow } from '../../discord/sample-version.ts';

type Bot = Awaited<ReturnType<typeof connectBot>>;
export type Script = NonNullable<NonNullable<Parameters<typeof connectBot>[0]>['history']>;
type Window = ReturnType<typeof sampleWindow>;

export const noPicture: Pick<Script, 'lendTree'> = { lendTree: async () => null };
export const showing = (window: Window): Script => ({ ...noPicture, window: async () => window });
export const show = ({ discord, demo }: Bot) =>
  discord.runCommand({ user: demo.ada, channel: demo.studio.general, command: 'history show' });
export const written = { where: ({ content }: { readonly content: string }) => content !== '' };

/** A picture that is lent, and the rows that it was asked for. */
export async function drawing() {
  const path = join(tmpdir(), `retouch-tree-${process.pid}.png`);
  await writeFile(path, png(8, 8));
  const asked: (readonly AskedTreeRow[])[] = [];
  const lendTree: Script['lendTree'] = async (rows) => {
    asked.push(rows);
    return { path, [Symbol.asyncDispose]: async () => undefined };
  };
  return { asked, lendTree, [Symbol.asyncDispose]: () => rm(path) };
}

/** Each a version of its own. */
export const sampleItem: typeof anyItem = (number, more) =>
  anyItem(number, { version: versionId(`${number}-0-0`), ...more });

export const sample = (id: string, prompt: string, more = {}) =>
  sampleVersion({ id: versionId(id), recipe: { ...sampleVersion().recipe, prompt } as never, ...more });
