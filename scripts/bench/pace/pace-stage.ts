import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isReady, startBot } from '../../bot-program.ts';
import { startEmulatedDiscord } from '../../emulators/discord/index.ts';
import { startEmulatedAceDataCloud } from '../../emulators/vendors/index.ts';

export type Mode = 'sync' | 'callback' | 'poll';

/** Far less than the vendor really takes, so that little is hidden behind it; not always the same, as there. */
const processingMs = { min: 2_500, max: 3_500 };
const members = 10;
const publicUrl = 'https://bench.example';

/** The real program in one of AceDataCloud's modes, which lets so many requests be in hand at once. */
export async function raiseForPace(mode: Mode, many: number) {
  const directory = mkdtempSync(join(tmpdir(), 'retouch-pace-'));
  const port = await freePort();
  const discord = await startEmulatedDiscord();
  const vendor = await startEmulatedAceDataCloud({
    ...{ longestEdge: 64, pictures: 'plain', processingMs },
    reach: (address) => address.replace(publicUrl, `http://127.0.0.1:${port}`),
  });
  const guild = discord.createGuild({ name: 'Studio' });
  const channel = discord.createChannel({ guild, name: 'pictures' });
  const users = Array.from({ length: members }, (_, each) => {
    const user = discord.createUser({ username: `member${each}` });
    discord.addMember({ guild, user });
    return user;
  });
  const bot = startBot({
    DISCORD_TOKEN: discord.botToken,
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_CDN_URL: discord.cdnUrl,
    ACEDATACLOUD_API_TOKEN: vendor.token,
    ACEDATACLOUD_BASE_URL: vendor.baseUrl,
    ACEDATACLOUD_MODE: mode,
    ...(mode === 'callback' ? { PUBLIC_URL: publicUrl } : {}),
    STORE_URL: `sqlite://${join(directory, 'retouch.sqlite')}`,
    IMAGE_STORE_URL: `file://${join(directory, 'images')}`,
    HTTP_PORT: String(port),
    CONCURRENCY: String(many),
    GUILD_CONCURRENCY: String(many),
    MEMBER_CONCURRENCY: String(many),
    SHUTDOWN_GRACE_S: '5',
  });
  await bot.line(isReady);
  let asked = 0;

  /** The milliseconds from when the vendor had made it. */
  async function imagine(): Promise<number> {
    const prompt = `picture ${asked}.`;
    const user = users[asked % members] ?? '';
    asked += 1;
    for (let tries = 0; tries < 10; tries += 1) {
      const beyond = await made(prompt, user);
      if (beyond !== null) return beyond;
    }
    throw new Error('No picture came.');
  }

  /** Null: a starved machine turned it away at the door, which has nothing to do with the vendor. */
  async function made(prompt: string, user: string): Promise<number | null> {
    const handle = discord.runCommand({ user, channel, command: 'imagine', options: { prompt } });
    const answer = await handle.answered({ timeoutMs: 120_000, where: ({ content }) => !isOnTheWay(content) });
    const there = Date.now();
    if (/^I am too busy\b/.test(answer.content)) return null;
    if (answer.attachments.length !== 1) throw new Error(`No picture came, but this: ${answer.content}`);
    return there - (vendor.tasks.find((task) => task.prompt === prompt)?.finishedAt ?? 0);
  }

  return {
    /** So many at once. */
    async ask(count: number) {
      const begun = Date.now();
      const beyondMs = await Promise.all(Array.from({ length: count }, imagine));
      return { beyondMs, wholeMs: Date.now() - begun };
    },
    /** When the vendor was asked. */
    questions: () => vendor.requests.filter(({ path }) => path.endsWith('/tasks')).map(({ at }) => at),
    async [Symbol.asyncDispose]() {
      bot.signal('SIGKILL');
      await bot.exited;
      await vendor.close();
      await discord.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

const isOnTheWay = (content: string) => /^(queued|working|preview)\b/i.test(content);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no port.');
  return address.port;
}
