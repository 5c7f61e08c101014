import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startEmulatedDiscord } from '../../scripts/emulators/discord/index.ts';
import {
  startEmulatedAceDataCloud,
  startEmulatedGmiCloud,
  startEmulatedOpenAi,
} from '../../scripts/emulators/vendors/index.ts';
import { openJournalDatabase } from '../../src/storage/sqlite/database.ts';
import { temporaryDirectory } from '../storage/temporary.ts';
import { runDoctor } from './run-doctor.ts';

// What an operator is told before the first start, and when something is wrong. The two doctors together, and a bot that
// runs, are in the journeys.

/** A Discord, three image APIs and an empty store, and the settings for them. */
async function scene({ messageContentIntent = true } = {}) {
  const directory = await temporaryDirectory();
  const discord = await startEmulatedDiscord({ messageContentIntent });
  const ace = await startEmulatedAceDataCloud();
  const openAi = await startEmulatedOpenAi();
  const gmi = await startEmulatedGmiCloud();
  onTestFinished(async () => {
    discord.expectNoUnknownRoutes();
    await Promise.all([discord, ace, openAi, gmi].map((each) => each.close()));
  });
  const settings = {
    DISCORD_TOKEN: discord.botToken,
    DISCORD_API_URL: discord.apiUrl,
    ACEDATACLOUD_API_TOKEN: ace.token,
    ACEDATACLOUD_BASE_URL: ace.baseUrl,
    OPENAI_API_KEY: openAi.key,
    OPENAI_BASE_URL: openAi.baseUrl,
    GMICLOUD_API_KEY: gmi.key,
    GMICLOUD_BASE_URL: gmi.baseUrl,
    STORE_URL: `sqlite://${join(directory, 'retouch.sqlite')}`,
    IMAGE_STORE_URL: `file://${join(directory, 'images')}`,
    IMAGE_STORE_MAX_GB: '0.001',
  };
  const secrets = [discord.botToken, ace.token, openAi.key, gmi.key];
  return { directory, discord, ace, openAi, gmi, settings, secrets };
}

test('before the first start all is well, nothing is paid for, written or noticed, and what is untested says so', async () => {
  const { directory, ace, openAi, gmi, discord, settings, secrets } = await scene();
  const { code, lines, err } = await runDoctor({
    ...settings,
    AGCLOUD_API_KEY: 'an-agcloud-key',
    AGCLOUD_BASE_URL: 'http://127.0.0.1:9/v1',
  });

  expect(lines.map((line) => line.replace(/[\d.]+ GB/, 'some GB').replaceAll(directory, 'data'))).toEqual([
    'ok    settings: all of them make sense',
    'ok    DISCORD_TOKEN: Discord knows the bot as bot',
    'ok    MESSAGE_CONTENT: Discord gives the content intent',
    "ok    clock: it agrees with Discord's",
    'ok    ACEDATACLOUD_API_TOKEN: AceDataCloud takes it',
    'ok    OPENAI_API_KEY: OpenAI takes it',
    '--    AGCLOUD_API_KEY: untested: AGCloud documents nothing that asks after a key and is free',
    'ok    GMICLOUD_API_KEY: GMI Cloud takes it',
    '--    STORE_URL: there is no store yet: the bot makes one',
    '--    bot: no bot works on this store just now',
    '--    IMAGE_STORE_URL: data/images is not there yet: the bot makes it',
    'ok    STORE_URL: data can be written',
    'ok    disk: it has some GB left',
    '--    PUBLIC_URL: not set, so vendors do not call back and there are no links to originals',
    'Nothing is to be changed.',
  ]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect([ace, openAi, gmi].flatMap(({ paidRequests }) => paidRequests)).toEqual([]);
  expect(discord.requests.map(({ method, route }) => `${method} ${route}`)).toEqual([
    'GET GET /users/@me',
    'GET GET /applications/@me',
  ]);
  for (const secret of secrets) expect(lines.join('\n')).not.toContain(secret);
});

test('keys that are refused, and vendors that are away or somebody else, are told apart', async () => {
  const { ace, settings } = await scene();
  const somebody = createServer((_request, response) => void response.end('<html>hello</html>')).listen(0, '127.0.0.1');
  onTestFinished(() => void somebody.close());
  await once(somebody, 'listening');
  const { mend, code, lines } = await runDoctor({
    ...settings,
    ACEDATACLOUD_API_TOKEN: `${ace.token}-of-old`,
    OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
    GMICLOUD_BASE_URL: `http://127.0.0.1:${(somebody.address() as AddressInfo).port}`,
  });

  expect(code).toBe(1);
  expect(mend).toEqual([
    'ACEDATACLOUD_API_TOKEN: AceDataCloud refuses it (401, invalid_token): look after the key and its balance there, or set another',
    'OPENAI_API_KEY: OpenAI cannot be reached (ECONNREFUSED): check the network, OPENAI_BASE_URL, HTTPS_PROXY and NO_PROXY',
    'GMICLOUD_API_KEY: what answers for GMI Cloud makes no sense (200): check GMICLOUD_BASE_URL; where that is right, GMI Cloud is out of order',
  ]);
  expect(lines.at(-1)).toBe('3 things are to be changed.');
  expect(lines.join('\n')).not.toContain(ace.token);
});

test('every setting that makes no sense is told, and all else is looked at all the same', async () => {
  const { settings } = await scene();
  const { mend, lines } = await runDoctor({
    ...settings,
    QUEUE_MAX: 'many',
    DEFAULT_MODEL: 'a-dream',
    OPERATOR_CHANNEL: 'here',
  });

  expect(mend).toEqual([
    'QUEUE_MAX: must be a whole number from 1 to 1000000',
    "OPERATOR_CHANNEL: must be a channel's id",
    'DEFAULT_MODEL: the catalogue has no a-dream',
  ]);
  expect(lines).toContain('ok    OPENAI_API_KEY: OpenAI takes it');
  expect(lines).toContain('ok    DISCORD_TOKEN: Discord knows the bot as bot');
});

test('a token that Discord refuses, and a Discord that is away, are told apart', async () => {
  const { settings, discord } = await scene();

  expect((await runDoctor({ ...settings, DISCORD_TOKEN: `${discord.botToken}x` })).mend).toEqual([
    'DISCORD_TOKEN: Discord refuses the bot token: check DISCORD_TOKEN',
  ]);
  expect((await runDoctor({ ...settings, DISCORD_API_URL: 'http://127.0.0.1:9/api' })).mend).toEqual([
    expect.stringMatching(/^DISCORD_TOKEN: Discord cannot be reached/),
  ]);
});

test('an intent that will be refused, a channel and a server that the bot is not in, and a clock that is wrong', async () => {
  const { settings } = await scene({ messageContentIntent: false });
  const foreign = { OPERATOR_CHANNEL: '1000000000000000001', DEV_GUILD_ID: '1000000000000000002' };
  const { mend } = await runDoctor({ ...settings, ...foreign, MESSAGE_CONTENT: 'on' }, -90_000);

  expect(mend).toEqual([
    'MESSAGE_CONTENT: Discord will refuse to let the bot in: turn on Message Content Intent in the developer portal (Bot), or set auto',
    expect.stringMatching(
      /^clock: it is (89|90|91) s behind Discord's: let the machine set it from the network \(NTP\)$/,
    ),
    'OPERATOR_CHANNEL: the bot does not see that channel: let it in there, or name another',
    'DEV_GUILD_ID: the bot does not see that server: let it in there, or name another',
  ]);
  const { mend: ahead } = await runDoctor(settings, 90_000);
  expect(ahead).toEqual([expect.stringMatching(/^clock: it is (88|89|90) s ahead of Discord's/)]);
  expect((await runDoctor(settings, 3_000)).mend).toEqual([]);
});

test('a store that is damaged, of a newer version, or no store, and pictures that have no place', async () => {
  const { settings, directory } = await scene();
  const database = openJournalDatabase(join(directory, 'retouch.journal.sqlite'));
  database.sqlite.exec('INSERT INTO schema_versions (version) VALUES (99)');
  await database.close();
  expect((await runDoctor(settings)).mend).toEqual([
    'STORE_URL: it is of a newer version than this program: run that version',
  ]);

  await writeFile(
    join(directory, 'retouch.sqlite'),
    'no database at all, but long enough to be looked at. '.repeat(20),
  );
  expect((await runDoctor(settings)).mend).toEqual([
    'STORE_URL: cannot be opened (file is not a database): restore a backup, or name another place',
  ]);

  await mkdir(join(directory, 'other'));
  await writeFile(join(directory, 'a-file'), '');
  const elsewhere = {
    ...settings,
    STORE_URL: `sqlite://${directory}/other/retouch.sqlite`,
    IMAGE_STORE_URL: `file://${directory}/a-file`,
    IMAGE_STORE_MAX_GB: '1000000000',
  };
  expect((await runDoctor(elsewhere)).mend).toEqual([
    `IMAGE_STORE_URL: nothing can be written in ${directory}/a-file (ENOTDIR): give this user the right to, or name another place`,
    expect.stringMatching(/^IMAGE_STORE_MAX_GB: is more than the whole disk holds \([\d.]+ GB\): lower it$/),
  ]);
});

test('where nothing is set at all, what is missing is told', async () => {
  const { code, mend } = await runDoctor({});

  expect(code).toBe(1);
  expect(mend).toContain('DISCORD_TOKEN: is required: the bot token of your application in the developer portal');
  expect(mend).toContain('.env: there is none here; copy .env.example to .env and fill it in');
});
