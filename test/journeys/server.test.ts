import { expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { commandJson } from '../../src/discord/connection/command-json.ts';
import { ask } from './asking.ts';
import { hasten, logLines } from './looking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';
import { temporaryStore } from './temporary-store.ts';

// What the operator and the machines around the program see of a start.

const readyLines = (stage: Stage) => logLines(stage).filter(({ msg }) => msg === 'ready');
const registrations = (stage: Stage) =>
  stage.discord.requests
    .filter(({ path }) => path.endsWith('/commands'))
    .map(({ method, route }) => `${method} ${route}`);

test('one line says that it is ready, and with what', async () => {
  await using stage = await raiseStage();

  expect(readyLines(stage)).toEqual([
    {
      level: 30,
      time: expect.any(Number),
      msg: 'ready',
      commands: 'written',
      providers: ['acedatacloud'],
      readsContent: false,
      http: stage.app.httpPort,
    },
  ]);
});

test('the commands are registered with one write, and not written again while they are the same', async () => {
  await using stage = await raiseStage();
  const { discord } = stage;
  expect(discord.registeredCommands().map(({ name }) => name)).toEqual(
    commands.map(commandJson).map(({ name }) => name),
  );
  expect(registrations(stage).map((each) => each.split(' ')[0])).toEqual(['GET', 'PUT']);
  discord.forgetRequests();

  await stage.restart();

  expect(registrations(stage).map((each) => each.split(' ')[0])).toEqual(['GET']);
  expect(readyLines(stage).map((line) => line['commands'])).toEqual(['written', 'unchanged']);
});

test('with DEV_GUILD_ID they are registered in that server alone, and taken back where they were before', async () => {
  await using stage = await raiseStage();
  const { discord, guild } = stage;
  const other = discord.createGuild({ name: 'Attic' });
  const names = commands.map(commandJson).map(({ name }) => name);
  const registered = () => ({
    everywhere: discord.registeredCommands().map(({ name }) => name),
    here: discord.registeredCommands(guild).map(({ name }) => name),
    other: discord.registeredCommands(other).map(({ name }) => name),
  });
  expect(registered()).toEqual({ everywhere: names, here: [], other: [] });

  await stage.restart({ DEV_GUILD_ID: guild });
  expect(registered()).toEqual({ everywhere: [], here: names, other: [] });

  await stage.restart({ DEV_GUILD_ID: other });
  expect(registered()).toEqual({ everywhere: [], here: [], other: names });
  discord.forgetRequests();
  await stage.restart({ DEV_GUILD_ID: other });
  expect(registrations(stage)).toEqual(['GET GET /applications/:application/guilds/:guild/commands']);

  await stage.restart();
  expect(registered()).toEqual({ everywhere: names, here: [], other: [] });
});

test('what another store registered for the same bot is left alone', async () => {
  await using stage = await raiseStage();
  const { discord, guild } = stage;
  await stage.app.stop();
  await using store = await temporaryStore();

  await stage.restart({ ...store.settings, DEV_GUILD_ID: guild });

  expect(discord.registeredCommands()).toHaveLength(commands.length);
  expect(discord.registeredCommands(guild)).toHaveLength(commands.length);
});

test('what could not be taken back from Discord is taken back by the next start', async () => {
  await using stage = await raiseStage();
  const { discord, guild } = stage;
  const refusing = discord.failNext({
    kind: 'status',
    status: 400,
    route: 'PUT /applications/:application/commands',
    times: Number.POSITIVE_INFINITY,
  });
  await expect(stage.restart({ DEV_GUILD_ID: guild })).rejects.toThrow('400');
  refusing.cancel();

  await stage.restart({ DEV_GUILD_ID: guild });

  expect(discord.registeredCommands()).toEqual([]);
});

test('a server that the bot was thrown out of does not keep it from starting', async () => {
  await using stage = await raiseStage();
  const { discord } = stage;
  const other = discord.createGuild({ name: 'Attic' });
  await stage.restart({ DEV_GUILD_ID: other });
  const gone = { kind: 'status', status: 403, code: 50001, route: /guilds.*commands/ } as const;
  discord.failNext({ ...gone, times: Number.POSITIVE_INFINITY });

  await stage.restart();

  expect(readyLines(stage)).toHaveLength(3);
});

test('a Discord that fails while the commands are registered is asked again', async () => {
  await using stage = await raiseStage();
  const { discord } = stage;
  await stage.app.stop();
  discord.failNext({ kind: 'status', status: 500, route: 'GET /applications/:application/commands' });
  discord.failNext({ kind: 'drop', route: 'GET /applications/:application/commands' });

  await Promise.all([stage.restart(), hasten(stage, () => readyLines(stage).length === 2)]);

  expect(await ask(stage, 'imagine', { prompt: 'a red fox' })).toMatchObject({ attachments: [{}] });
});

const messageContent = 1 << 15;

test.each([
  ['auto', 'refuses', false],
  ['auto', 'gives', true],
  ['off', 'gives', false],
  ['on', 'gives', true],
] as const)('MESSAGE_CONTENT=%s, and the portal %s the intent: on it goes', async (setting, portal, readsContent) => {
  await using stage = await raiseStage({
    discord: { messageContentIntent: portal === 'gives' },
    settings: { MESSAGE_CONTENT: setting },
  });

  const [last] = stage.discord.identifies.slice(-1);
  expect(((last?.intents ?? 0) & messageContent) !== 0).toBe(readsContent);
  expect(readyLines(stage)).toMatchObject([{ readsContent }]);
  const refusals = logLines(stage).filter(({ code }) => code === 4014);
  expect(refusals).toHaveLength(portal === 'refuses' ? 1 : 0);
});
