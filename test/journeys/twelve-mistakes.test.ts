import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { channelId, modelId, roleId } from '../../src/domain/ids.ts';
import type { GuildSettings } from '../../src/ports/store/settings-store.ts';
import { type Diagnosed, runDoctor } from '../scripts/run-doctor.ts';
import { setRules, withManager } from './doctoring.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

// Twelve mistakes, each planted alone and all at once, in one server with one bot: the two doctors together name each of
// them, and nothing else.

let stage: Stage;
let examine: ReturnType<typeof withManager>;
let [log, audit, gone] = ['', '', ''];

beforeAll(async () => {
  stage = await raiseStage({ discord: { messageContentIntent: true }, vendors: ['acedatacloud', 'openai'] });
  const { discord, guild, directory } = stage;
  examine = withManager(stage);
  [log, audit, gone] = ['log', 'audit', 'gone'].map((name) => discord.createChannel({ guild, name })) as [
    string,
    string,
    string,
  ];
  discord.deleteChannel(gone);
  await writeFile(join(directory, 'a-file'), '');
});
afterAll(() => stage[Symbol.asyncDispose]());

const toggled = ['ATTACH_FILES', 'SEND_MESSAGES_IN_THREADS', 'SEND_MESSAGES'] as const;

/** What is wrong of all that may be. */
interface Planted {
  readonly denied?: readonly { readonly channel: 'here' | 'audit'; readonly permission: (typeof toggled)[number] }[];
  readonly rules?: Partial<GuildSettings>;
  readonly bot?: Readonly<Record<string, string>>;
  readonly forgets?: readonly string[];
  readonly operator?: Readonly<Record<string, string>>;
  readonly clockOff?: number;
}

/** Each with words of the line that names it. */
const mistakes = [
  ['**Attach Files**', () => ({ denied: [{ channel: 'here', permission: 'ATTACH_FILES' }] })],
  ['**Send Messages in Threads**', () => ({ denied: [{ channel: 'here', permission: 'SEND_MESSAGES_IN_THREADS' }] })],
  ['The log channel', () => ({ rules: { logChannel: channelId(gone) } })],
  ['**Send Messages**:', () => ({ denied: [{ channel: 'audit', permission: 'SEND_MESSAGES' }] })],
  ['**Message Content Intent**', () => ({ bot: { MESSAGE_CONTENT: 'off' } })],
  ['`/quota`', () => ({ forgets: ['quota'] })],
  ['A role that may use me', () => ({ rules: { roles: [roleId('100000000000000001')] } })],
  ['`a-model-of-old`', () => ({ rules: { models: [{ model: modelId('a-model-of-old'), role: null }] } })],
  ['OPENAI_API_KEY', () => ({ operator: { OPENAI_API_KEY: 'sk-of-old' } })],
  ['PUBLIC_URL', () => ({ operator: { PUBLIC_URL: new URL(stage.openai.baseUrl).origin } })],
  ['clock', () => ({ clockOff: 60_000 })],
  ['IMAGE_STORE_URL', () => ({ operator: { IMAGE_STORE_URL: `file://${stage.directory}/a-file` } })],
] as const satisfies readonly (readonly [string, () => Planted])[];

/** Plants these, asks both doctors, and puts everything right again. */
async function diagnose(
  planted: readonly Planted[],
): Promise<{ readonly found: readonly string[]; readonly said: Diagnosed }> {
  const { discord, guild, channel } = stage;
  const rules = Object.assign(
    { logChannel: channelId(log), audit: { channel: channelId(audit), prompts: false }, roles: [], models: [] },
    ...planted.map((each) => each.rules ?? {}),
  );
  await setRules(stage, rules);
  await stage.restart(Object.assign({}, ...planted.map(({ bot }) => bot ?? {})));
  const denied = (place: 'here' | 'audit') =>
    planted
      .flatMap((each) => each.denied ?? [])
      .filter((each) => each.channel === place)
      .map(({ permission }) => permission);
  for (const place of ['here', 'audit'] as const) {
    const deny = denied(place);
    const allow = toggled.filter((permission) => !deny.includes(permission));
    discord.setPermission({ channel: place === 'here' ? channel : audit, deny, allow });
  }
  const forgotten = planted.flatMap(({ forgets = [] }) => forgets);
  const registered = discord.registeredCommands();
  if (forgotten.length > 0) await register(registered.filter(({ name }) => !forgotten.includes(name)));
  const content = await examine();
  const said = await runDoctor(
    { ...operatorSettings(), ...Object.assign({}, ...planted.map(({ operator }) => operator ?? {})) },
    planted.reduce((sum, { clockOff = 0 }) => sum + clockOff, 0),
  );
  await register(registered);
  expect(discord.registeredCommands(guild)).toEqual([]);
  return { found: [...content.split('\n').filter((line) => line.startsWith('- ')), ...said.mend], said };
}

/** As a start of the bot does. */
async function register(commands: readonly unknown[]): Promise<void> {
  const { apiUrl, applicationId, botToken } = stage.discord;
  const headers = {
    authorization: `Bot ${botToken}`,
    'content-type': 'application/json',
    'user-agent': 'DiscordBot (tests, 1)',
  };
  const answer = await fetch(`${apiUrl}/v10/applications/${applicationId}/commands`, {
    method: 'PUT',
    headers,
    body: JSON.stringify(commands),
  });
  expect(answer.status).toBe(200);
}

const operatorSettings = () => ({
  DISCORD_TOKEN: stage.discord.botToken,
  DISCORD_API_URL: stage.discord.apiUrl,
  ACEDATACLOUD_API_TOKEN: stage.upstream.token,
  ACEDATACLOUD_BASE_URL: stage.upstream.baseUrl,
  OPENAI_API_KEY: stage.openai.key,
  OPENAI_BASE_URL: stage.openai.baseUrl,
  STORE_URL: `sqlite://${stage.directory}/retouch.sqlite`,
  IMAGE_STORE_URL: `file://${stage.directory}/images`,
  IMAGE_STORE_MAX_GB: '0.001',
  SIGNING_SECRET: 'a-secret-for-tests-only',
  PUBLIC_URL: `http://127.0.0.1:${stage.app.httpPort}`,
});

test('where nothing is wrong, both doctors say so', async () => {
  const { found, said } = await diagnose([]);

  expect(found).toEqual([]);
  expect(said).toMatchObject({ code: 0, err: '' });
  expect(said.lines).toContain('ok    PUBLIC_URL: it leads to the bot');
  expect(said.lines).toContain('ok    STORE_URL: its files are sound');
  expect(said.lines).toContain('ok    bot: a bot works on this store');
});

test.each(mistakes)('planted alone, the one with %s is named, and nothing else', async (words, plant) => {
  const { found } = await diagnose([plant()]);

  expect(found).toEqual([expect.stringContaining(words)]);
});

test('all twelve at once are all named, and nothing else', async () => {
  const { found, said } = await diagnose(mistakes.map(([, plant]) => plant()));

  expect(said.code).toBe(1);
  expect(found).toHaveLength(12);
  for (const [words] of mistakes) expect(found.filter((line) => line.includes(words))).toHaveLength(1);
});
