import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { type BotProcess, startBot } from '../../scripts/bot-program.ts';
import { type EmulatedDiscord, startEmulatedDiscord } from '../../scripts/emulators/discord/index.ts';
import { compose } from '../../src/start/compose.ts';
import { readSettings } from '../../src/start/config.ts';
import { StartError } from '../../src/start/start-error.ts';
import { raiseProcessStage } from './stage/process-stage.ts';
import { temporaryStore } from './temporary-store.ts';

// What the operator reads when the program cannot start.

/** The whole of what it says, once it has ended. */
async function lastWords(bot: BotProcess) {
  const { code } = await bot.exited;
  return { code, lines: bot.lines };
}

test('every problem of the settings is told at once, one line each, before anybody is called', async () => {
  await using stage = await raiseProcessStage();
  const bot = startBot({
    DISCORD_API_URL: stage.discord.apiUrl,
    DISCORD_CDN_URL: 'cdn.example',
    DEV_GUILD_ID: 'studio',
    MESSAGE_CONTENT: 'perhaps',
    DISCORD_SHARDS: '[0]',
    ACEDATACLOUD_MODE: 'callback',
    AGCLOUD_API_KEY: '',
    AGCLOUD_BASE_URL: 'https://agcloud.example/v1',
    PROVIDER_ORDER: 'acedatacloud,nobody',
    DEFAULT_MODEL: 'a-brush',
    PUBLIC_URL: ' ',
    HTTP_PORT: '80800',
    STORE_URL: 'postgres://localhost/retouch',
    SIGNING_SECRET: 'short',
    CONCURRENCY: '0',
    GUILD_QUEUE_MAX: '0',
    MEMBER_QUEUE_MAX: 'many',
    DEFAULT_LIMITS: 'guild:images',
    MAX_SPEND: 'day:20,day:30',
    OPERATOR_CHANNEL: '#alarms',
    GUILDS: 'studio',
    BLOCKED_USERS: '<@1>',
    LOG_LEVEL: 'loud',
  });

  const { code, lines } = await lastWords(bot);

  expect(code).toBe(78);
  expect(lines).toEqual([
    'DISCORD_TOKEN: is required: the bot token of your application in the developer portal',
    'DISCORD_CDN_URL: must be an http or https address',
    "DEV_GUILD_ID: must be a server's id",
    'MESSAGE_CONTENT: must be on, off or auto',
    'DISCORD_SHARDS: must be auto or a range such as 0-3/16',
    'PROVIDER_ORDER: may name acedatacloud, openai, agcloud, gmicloud',
    'HTTP_PORT: must be a whole number from 0 to 65535',
    'STORE_URL: must be sqlite://path (postgres comes later)',
    'SIGNING_SECRET: must have at least 16 characters',
    'CONCURRENCY: must be a whole number from 1 to 10000',
    'GUILD_QUEUE_MAX: must be a whole number from 1 to 1000000',
    'MEMBER_QUEUE_MAX: must be a whole number from 1 to 1000000',
    'DEFAULT_LIMITS: must be rules such as guild:usd:month:25,user:images:day:20',
    'MAX_SPEND: must be dollars per period, each once, such as day:20,month:200',
    "OPERATOR_CHANNEL: must be a channel's id",
    'GUILDS: must be ids of servers, comma separated',
    'BLOCKED_USERS: must be ids of members, comma separated',
    'LOG_LEVEL: must be trace, debug, info, warn, error, fatal or silent',
    'ACEDATACLOUD_MODE: callback needs a PUBLIC_URL that the vendor can reach',
    'AGCLOUD_API_KEY and AGCLOUD_BASE_URL: set both, or neither',
    'ACEDATACLOUD_API_TOKEN (AceDataCloud), OPENAI_API_KEY (OpenAI), AGCLOUD_API_KEY (AGCloud), GMICLOUD_API_KEY (GMI Cloud): set at least one; an image API is asked only with its key',
    '.env: there is none here; copy .env.example to .env and fill it in',
    'DEFAULT_MODEL: the catalogue has no a-brush',
  ]);
  expect(stage.discord.requests).toEqual([]);
});

test('a wrong token ends with one clear line', async () => {
  await using stage = await raiseProcessStage();

  expect(await lastWords(stage.launch({ DISCORD_TOKEN: 'not-the-token' }))).toEqual({
    code: 1,
    lines: ['Discord refuses the bot token: check DISCORD_TOKEN'],
  });
});

test('a token that is taken back while the commands are registered ends with that line, too', async () => {
  await using stage = await raiseProcessStage();
  const { discord } = stage;
  discord.failNext({ kind: 'status', status: 401, route: 'GET /applications/:application/commands' });

  const { code, lines } = await lastWords(stage.launch());

  expect(code).toBe(1);
  expect(lines.filter((line) => !line.startsWith('{'))).toEqual(['Discord refuses the bot token: check DISCORD_TOKEN']);
});

test('a catalogue that is no JSON ends with one clear line', async () => {
  await using stage = await raiseProcessStage();

  expect(await lastWords(stage.launch({ CATALOGUE_FILE: '/dev/null' }))).toEqual({
    code: 78,
    lines: ['CATALOGUE_FILE: cannot be read as JSON (SyntaxError)'],
  });
  expect(stage.discord.requests).toEqual([]);
});

// The program prints an error of these kinds as its one line: the two tests above.

test('a key of the wrong kind is told, and is not taken for none', () => {
  const read = () => readSettings({ DISCORD_TOKEN: 'token', ACEDATACLOUD_API_TOKEN: 'platform-v1-0123456789' });

  expect(read).toThrow(
    expect.objectContaining({
      problems: ['ACEDATACLOUD_API_TOKEN: is a platform management key (platform-…): use an API token'],
    }),
  );
});

test.each([
  [
    'an intent that the portal does not give',
    { MESSAGE_CONTENT: 'on' },
    new StartError(
      'Discord refuses the message content intent: turn it on for the bot in the developer portal, or set MESSAGE_CONTENT=auto',
    ),
  ],
  [
    'a server for its commands that it is not in',
    { DEV_GUILD_ID: '1198622483471925249' },
    new StartError(
      'Discord lets the bot register no commands in that server: check DEV_GUILD_ID, and that the bot is in it',
    ),
  ],
  [
    'a store that is no place',
    { STORE_URL: 'sqlite:///dev/null/retouch.sqlite' },
    new StartError('STORE_URL: cannot be opened (EEXIST)', 78),
  ],
  [
    'an image store that is no place',
    { IMAGE_STORE_URL: 'file:///dev/null/images' },
    new StartError('IMAGE_STORE_URL: cannot be opened (ENOTDIR)', 78),
  ],
])('%s keeps the bot from starting, and is named', async (_what, settings, error) => {
  await using discord = await startEmulatedDiscord();
  await using store = await temporaryStore();

  await expect(startAndStop({ ...basics(discord), ...store.settings, ...settings })).rejects.toThrow(error);
});

test('a store whose write-ahead log is garbage is damaged, and is not taken for an empty one', async () => {
  await using discord = await startEmulatedDiscord();
  await using store = await temporaryStore();
  await startAndStop({ ...basics(discord), ...store.settings });
  const log = store.path.replace(/sqlite$/, 'journal.sqlite-wal');
  await writeFile(log, 'garbage'.repeat(1_000));

  await expect(startAndStop({ ...basics(discord), ...store.settings })).rejects.toThrow(
    new StartError(
      `STORE_URL: cannot be opened (${log} is damaged, and what was last written to the store with it)`,
      78,
    ),
  );
});

test('a port that somebody else has keeps the bot from starting, and is named', async () => {
  await using discord = await startEmulatedDiscord();
  await using store = await temporaryStore();
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;

  const started = startAndStop({ ...basics(discord), ...store.settings, HTTP_PORT: String(port) });
  await expect(started).rejects.toThrow(
    new StartError(`HTTP_HOST and HTTP_PORT: cannot listen on 127.0.0.1:${port} (EADDRINUSE)`),
  );
  other.close();
  expect(discord.requests).toEqual([]);
});

const basics = ({ botToken, apiUrl }: EmulatedDiscord) => ({
  DISCORD_TOKEN: botToken,
  DISCORD_API_URL: apiUrl,
  ACEDATACLOUD_API_TOKEN: 'a-token',
  HTTP_PORT: '0',
  LOG_LEVEL: 'silent',
});

async function startAndStop(settings: Readonly<Record<string, string>>): Promise<void> {
  const app = await compose(readSettings(settings));
  try {
    await app.start();
  } finally {
    await app.stop();
  }
}
