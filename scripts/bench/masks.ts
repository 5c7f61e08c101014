import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { isReady, startBot } from '../bot-program.ts';
import { say } from '../command-line.ts';
import { type OptionValue, startEmulatedDiscord } from '../emulators/discord/index.ts';
import { png } from '../emulators/png.ts';
import { startEmulatedOpenAi } from '../emulators/vendors/index.ts';
import { leaveOnSignals } from '../leaving.ts';
import { median } from './measure.ts';

const rounds = 5;
const masks = 16;
const mostRatio = 1.5;
/** How long the image service takes: far less than any does, so that little is hidden behind it. */
const processingMs = 500;

/**
 * How much longer a member's `/imagine` takes beside sixteen masks of another's than alone, in the same run: the real
 * program, as a process, against the emulators. False where the bound is broken. Takes half a minute.
 */
export async function measureMasks(): Promise<boolean> {
  using _leaving = leaveOnSignals();
  say(`A picture of one member alone, and beside ${masks} masks of another, ${rounds} times each …`);
  const mask = await halfWhite(5_000);
  await using stage = await raise();
  // Once without a note, so that nobody finds the program cold.
  await stage.imagine();
  const [alone, beside, left]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round += 1) {
    alone.push(await stage.imagine());
    const editing = stage.editAll(mask);
    await editing.begun;
    beside.push(await stage.imagine());
    left.push(stage.unsent());
    await editing.done;
  }
  const ratio = median(beside) / median(alone);
  const ms = (numbers: readonly number[]) => `${median(numbers).toFixed(0)} ms`;
  say('');
  say(
    `masks     ${ratio.toFixed(2).padStart(9)}  at most ${mostRatio}    times alone (${ms(alone)}, beside: ${ms(beside)})`,
  );
  say(
    `          ${median(left).toFixed(0).padStart(9)}  masks of ${masks} were not even sent when the picture was there`,
  );
  const isWithin = ratio <= mostRatio;
  if (!isWithin) say('masks is out of its bound.');
  return isWithin;
}

async function raise() {
  const directory = mkdtempSync(join(tmpdir(), 'retouch-masks-'));
  const discord = await startEmulatedDiscord();
  const vendor = await startEmulatedOpenAi({ longestEdge: 256, pictures: 'plain', processingMs });
  const guild = discord.createGuild({ name: 'Studio' });
  const channel = discord.createChannel({ guild, name: 'pictures' });
  const member = (username: string) => {
    const user = discord.createUser({ username });
    discord.addMember({ guild, user });
    return user;
  };
  const [ada, ben] = [member('ada'), member('ben')];
  const bot = startBot({
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
  await bot.line(isReady);
  const ask = (user: string, command: string, options: Readonly<Record<string, OptionValue>>) =>
    discord.runCommand({ user, channel, command, options });
  const paper = { name: 'paper.png', bytes: png(512, 512) };
  const edits = () => vendor.calls.filter(({ mask }) => mask !== undefined && mask !== null).length;
  let edited = 0;

  return {
    async imagine() {
      const begun = performance.now();
      await ask(ben, 'imagine', { prompt: 'a fox' }).answered({ timeoutMs: 120_000, where: isPicture });
      return performance.now() - begun;
    },
    editAll(bytes: Buffer) {
      const asked = Array.from({ length: masks }, () =>
        ask(ada, 'edit', { prompt: 'a hat', image: paper, mask: { name: 'mask.png', bytes } }),
      );
      edited += masks;
      return {
        begun: Promise.all(asked.map((each) => each.acknowledged())),
        done: Promise.all(asked.map((each) => each.answered({ timeoutMs: 300_000, where: isPicture }))),
      };
    },
    unsent: () => edited - edits(),
    async [Symbol.asyncDispose]() {
      bot.signal('SIGKILL');
      await bot.exited;
      await vendor.close();
      await discord.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

const isPicture = ({ attachments, content }: { readonly attachments: readonly unknown[]; readonly content: string }) =>
  attachments.length === 1 && !content.startsWith('Preview');

/** As a member paints one: of the size of a photograph, half of it to be changed. */
function halfWhite(edge: number): Promise<Buffer> {
  return sharp({ create: { width: edge, height: edge / 2, channels: 3, background: '#fff' } })
    .extend({ bottom: edge / 2, background: '#000' })
    .png({ compressionLevel: 3 })
    .toBuffer();
}
