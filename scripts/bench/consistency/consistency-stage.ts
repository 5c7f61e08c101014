import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isReady, startBot } from '../../bot-program.ts';
import {
  type InteractionHandle,
  type OptionValue,
  startEmulatedDiscord,
  type WireMessage,
} from '../../emulators/discord/index.ts';
import { startEmulatedOpenAi } from '../../emulators/vendors/index.ts';

/** A bound for a busy machine; on a quick one nothing waits this long. */
export const patience = { timeoutMs: 120_000 };

export type Stage = Awaited<ReturnType<typeof raiseForConsistency>>;

/** The real program, one member in one thread, and an image service whose pictures are painted so, each time with the same drift. */
export async function raiseForConsistency(pictures: 'painted' | 'painted in place') {
  const directory = mkdtempSync(join(tmpdir(), 'retouch-consistency-'));
  const discord = await startEmulatedDiscord();
  const vendor = await startEmulatedOpenAi({ pictures, idOf: (number) => `req_${String(number).padStart(4, '0')}` });
  const guild = discord.createGuild({ name: 'Studio' });
  const ada = discord.createUser({ username: 'ada' });
  discord.addMember({ guild, user: ada });
  const parent = discord.createChannel({ guild, name: 'pictures' });
  const channel = discord.createThreadFrom({ user: ada, channel: parent, name: 'Valley' });
  const start = async () => {
    const started = startBot({
      DISCORD_TOKEN: discord.botToken,
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_CDN_URL: discord.cdnUrl,
      OPENAI_API_KEY: vendor.key,
      OPENAI_BASE_URL: vendor.baseUrl,
      STORE_URL: `sqlite://${join(directory, 'retouch.sqlite')}`,
      IMAGE_STORE_URL: `file://${join(directory, 'images')}`,
      HTTP_PORT: '0',
      SHUTDOWN_GRACE_S: '5',
    });
    await started.line(isReady);
    return started;
  };
  let bot = await start();
  const where = (message: WireMessage) => isEnding(message);

  return {
    vendor,
    isEnding,
    /** Whether `/edit` has the option `keep`. */
    takesKeep: () =>
      discord.registeredCommands().some(({ name, options }) => {
        return name === 'edit' && options?.some((option) => option.name === 'keep') === true;
      }),
    run: (command: string, options: Readonly<Record<string, OptionValue>> = {}) =>
      discord.runCommand({ user: ada, channel, command, options }),
    press: (message: string, label: string) => discord.pressButton({ user: ada, message, label }),
    made: async (handle: InteractionHandle) => picture(await handle.answered({ ...patience, where })),
    async reply(content: string, to: WireMessage | undefined) {
      if (to === undefined) throw new Error('There is nothing to reply to.');
      const asked = discord.sendMessage({
        ...{ user: ada, channel, replyTo: to.id, ping: false },
        content: `<@${discord.botUser.id}> ${content}`,
      });
      const answers = (message: WireMessage) => message.message_reference?.message_id === asked && isEnding(message);
      return picture(await discord.waitForMessage(channel, answers, patience));
    },
    async restart() {
      bot.signal('SIGTERM');
      await bot.exited;
      bot = await start();
    },
    async [Symbol.asyncDispose]() {
      bot.signal('SIGKILL');
      await bot.exited;
      await vendor.close();
      await discord.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

const isEnding = ({ content }: WireMessage) => !/^(queued|working|preview)\b/i.test(content);

function picture(message: WireMessage): WireMessage {
  if (message.attachments.length !== 1) throw new Error(`No picture came, but this: ${message.content}`);
  return message;
}
