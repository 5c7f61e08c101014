import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Snowflake, WireMessage } from '../../scripts/emulators/discord/index.ts';
import { raiseStage, type Stage, type StageOptions } from './stage/stage.ts';

/** A released version of this program left its store and its messages there, by a journey of its own (see its README). */
const fixture = new URL('../fixtures/released-2026-11-30/', import.meta.url);

type Name = 'first' | 'night' | 'snow' | 'pair' | 'later' | 'fox';

/** The bot as it is, started on a store of before, in a Discord that shows the messages of before. */
export interface ReleasedStage extends Stage {
  readonly thread: Snowflake;
  /** What everybody saw then, as it stands there now. */
  shown(name: Name): WireMessage;
}

export async function raiseReleased(options: StageOptions = {}): Promise<ReleasedStage> {
  const left = leftBehind.parse(JSON.parse(await text('messages.json')));
  const now = new Map<string, string>();
  let thread = '';
  const stage = await raiseStage({
    vendors: ['openai'],
    ...options,
    // However long ago that was, nothing of it is too old.
    settings: { IMAGE_STORE_MAX_DAYS: '36500', ...options.settings },
    discord: { messageContentIntent: true, ...options.discord },
    async before({ discord, guild, channel, directory, ada, ben }) {
      thread = discord.createThread({ channel, name: 'project', owner: ada });
      for (const [then, id] of Object.entries({ guild, channel, thread, ada, ben })) now.set(left[then as Known], id);
      for (const message of Object.values(left.messages)) {
        if (!message.private) now.set(message.id, await post(discord, message));
      }
      await restore(directory, translated);
    },
  });
  const shown = (name: Name): WireMessage => {
    const { id, channel } = left.messages[name] ?? { id: '', channel: '' };
    const found = stage.discord
      .visibleMessages(stage.ada, now.get(channel) ?? '')
      .find((each) => each.id === now.get(id));
    if (found === undefined) throw new Error(`the message ${name} of before is not there`);
    return found;
  };
  return Object.assign(stage, { thread, shown });

  function translated(written: string): string {
    return written.replaceAll(/\d{17,20}/g, (id) => now.get(id) ?? id);
  }

  /** As the bot had posted it. */
  async function post({ apiUrl, botToken }: Stage['discord'], message: Left): Promise<Snowflake> {
    const body = new FormData();
    const attachments = message.files.map((filename, id) => ({ id, filename }));
    body.set(
      'payload_json',
      translated(JSON.stringify({ content: message.content, components: message.components, attachments })),
    );
    for (const [place, version] of message.versions.entries()) {
      const bytes = await readFile(new URL(`originals/${version}`, fixture));
      body.set(`files[${place}]`, new Blob([bytes]), message.files[place]);
    }
    const channel = now.get(message.channel) ?? message.channel;
    const headers = { authorization: `Bot ${botToken}`, 'user-agent': 'DiscordBot (https://discord.js.org, 14)' };
    const answer = await fetch(`${apiUrl}/v10/channels/${channel}/messages`, { method: 'POST', headers, body });
    return z.object({ id: z.string() }).parse(await answer.json()).id;
  }
}

/** The files of the store as they were written then, with today's ids of the server and its people. */
async function restore(directory: string, translated: (written: string) => string): Promise<void> {
  for (const [name, dump] of [
    ['retouch.journal.sqlite', 'journal.sql'],
    ['retouch.sqlite', 'records.sql'],
  ] as const) {
    const database = new DatabaseSync(join(directory, name), { enableForeignKeyConstraints: false });
    database.exec(translated(await text(dump)));
    database.close();
  }
  for (const name of await readdir(new URL('originals/', fixture))) {
    const folder = join(directory, 'images', 'originals', createHash('sha256').update(name).digest('hex').slice(0, 2));
    await mkdir(folder, { recursive: true });
    await copyFile(new URL(`originals/${name}`, fixture), join(folder, name));
  }
}

const text = (name: string) => readFile(new URL(name, fixture), 'utf8');

const leftMessage = z
  .object({
    id: z.string(),
    channel: z.string(),
    content: z.string(),
    components: z.array(z.object({ type: z.number(), components: z.array(z.looseObject({ custom_id: z.string() })) })),
    private: z.boolean(),
    files: z.array(z.string()),
  })
  // Each picture has an **Edit** of its own.
  .transform((left) => ({
    ...left,
    versions: left.components.flatMap(({ components }) =>
      components.flatMap(({ custom_id: id }) => (id.startsWith('v1:edit:') ? [id.slice('v1:edit:'.length)] : [])),
    ),
  }));
type Left = z.infer<typeof leftMessage>;

const leftBehind = z.object({
  ...{ guild: z.string(), channel: z.string(), thread: z.string(), ada: z.string(), ben: z.string() },
  messages: z.record(z.string(), leftMessage),
});
type Known = 'guild' | 'channel' | 'thread' | 'ada' | 'ben';
