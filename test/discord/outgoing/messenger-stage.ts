import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REST, Routes } from 'discord.js';
import { type EmulatedDiscordOptions, startEmulatedDiscord } from '../../../scripts/emulators/discord/index.ts';
import { createInteractionRest, restOptions } from '../../../src/discord/connection/rest.ts';
import { madeAt } from '../../../src/discord/kit/snowflake.ts';
import { createMessenger } from '../../../src/discord/outgoing/messenger.ts';
import {
  applicationId,
  channelId,
  guildId,
  jobId,
  messageId,
  modelId,
  userId,
  versionId,
} from '../../../src/domain/ids.ts';
import type { Audience, ReplyAddress } from '../../../src/domain/jobs/job.ts';
import { createSystemClock } from '../../../src/lib/system-clock.ts';
import type { Log } from '../../../src/ports/log.ts';
import type { AddressedJob, PictureAnswer } from '../../../src/ports/messenger.ts';

export type MessengerStage = Awaited<ReturnType<typeof startMessengerStage>>;

/** A messenger before an emulated Discord, and jobs whose acknowledgement went out. Nothing else of the bot runs. */
export async function startMessengerStage(options: EmulatedDiscordOptions = {}) {
  const discord = await startEmulatedDiscord(options);
  const folder = await mkdtemp(join(tmpdir(), 'retouch-'));
  const picturePath = join(folder, 'picture');
  await writeFile(picturePath, 'bytes of a picture');

  const rest = new REST(restOptions(discord.apiUrl)).setToken(discord.botToken);
  const interactionRest = createInteractionRest(discord.apiUrl);
  await rest.put(Routes.applicationCommands(discord.applicationId), {
    body: [{ name: 'imagine', description: 'Makes a picture' }],
  });
  const asker = discord.createUser({ username: 'ada' });
  const guild = discord.createGuild({ name: 'Studio' });
  discord.addMember({ guild, user: asker });
  const channel = discord.createChannel({ guild, name: 'pictures' });
  discord.forgetRequests();

  const lines: { readonly level: string; readonly fields: object; readonly message: string }[] = [];
  const write = (level: string) => (fields: object, message: string) => void lines.push({ level, fields, message });
  const log: Log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };

  /** A messenger of a process that starts now; its clock stands `ahead` of Discord's. */
  function newMessenger({ ahead = 0 } = {}) {
    const clock = { ...createSystemClock(), now: () => discord.now() + ahead };
    return createMessenger({ rest, interactionRest, clock, log });
  }

  /** `/imagine`, acknowledged with "thinking" as the bot would. */
  async function imagine(audience: Audience = 'everyone', place = channel): Promise<AddressedJob> {
    const handle = discord.runCommand({ user: asker, channel: place, command: 'imagine' });
    const { token } = handle.view();
    await interactionRest.post(Routes.interactionCallback(handle.id, token), {
      auth: false,
      body: { type: 5, data: audience === 'asker' ? { flags: 64 } : {} },
    });
    const message = handle.view().responseMessageId;
    if (message === null) throw new Error('not acknowledged');
    return jobOf(handle.id, {
      kind: 'interaction',
      token,
      tokenExpiresAt: madeAt(handle.id) + 900_000,
      message: messageId(message),
      audience,
      channel: channelId(place),
    });
  }

  /** A message that asks for an edit, not answered yet. */
  function say(content = 'make it red', place = channel): AddressedJob {
    const id = discord.sendMessage({ user: asker, channel: place, content });
    return jobOf(id, { kind: 'message', replyTo: messageId(id), channel: channelId(place) });
  }

  function jobOf(id: string, address: Partial<ReplyAddress>): AddressedJob {
    return {
      id: jobId(id),
      address: {
        kind: 'interaction',
        application: applicationId(discord.applicationId),
        token: null,
        tokenExpiresAt: null,
        message: null,
        replyTo: null,
        channel: channelId(channel),
        parent: null,
        guild: guildId(guild),
        asker: userId(asker),
        audience: 'everyone',
        locale: 'en-GB',
        placeLocale: null,
        sizeLimit: 10_000_000,
        roles: [],
        ...address,
      },
    };
  }

  function pictureOf(job: AddressedJob, prompt = 'a fox'): PictureAnswer {
    return {
      kind: 'pictures',
      operation: 'generate',
      recipe: { prompt, model: modelId('gpt-image-2'), size: 'auto', quality: 'auto', background: 'auto', count: 1 },
      pictures: [
        {
          version: versionId(`${job.id}-0-0`),
          name: '1',
          file: { path: picturePath, filename: 'retouch-1.png' },
          width: 1024,
          height: 1024,
          reduced: false,
          fullSizeUrl: null,
        },
      ],
      used: null,
      warnings: [],
      offersOriginal: false,
      cost: null,
    };
  }

  return {
    discord,
    rest,
    asker,
    guild,
    channel,
    picturePath,
    lines,
    newMessenger,
    imagine,
    say,
    pictureOf,
    /** What the asker sees there, without "thinking" and their own messages. */
    seen: (place = channel) =>
      discord.visibleMessages(asker, place).filter(({ author }) => author.id === discord.botUser.id),
    /** What was asked of Discord since, as `METHOD /path`, without ids and tokens. */
    asked: () =>
      discord.requests.map(
        ({ method, path }) =>
          `${method} ${path.replaceAll(/\d{17,20}/g, '…').replace(/(webhooks\/…\/)[^/]+/, '$1token')}`,
      ),
    async [Symbol.asyncDispose]() {
      rest.clearHashSweeper();
      rest.clearHandlerSweeper();
      interactionRest.clearHashSweeper();
      interactionRest.clearHandlerSweeper();
      await discord.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** The same job, as the journal holds it once its message is known. */
export const withMessage = (job: AddressedJob, message: string): AddressedJob => ({
  ...job,
  address: { ...job.address, message: messageId(message) },
});
