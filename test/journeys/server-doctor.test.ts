import { expect, test } from 'vitest';
import { channelId, modelId, roleId } from '../../src/domain/ids.ts';
import { setRules, withManager } from './doctoring.ts';
import { raiseStage } from './stage/stage.ts';

// What the managers of a server are told is wrong, and what to change.

const withIntent = { discord: { messageContentIntent: true } } as const;

const well = 'All is well: I have the permissions I need here, and no rule of this server is broken.';
const one = '**One thing** is to be mended here:\n- ';

test('a server in which all is well is told so, in a thread too', async () => {
  await using stage = await raiseStage(withIntent);
  const { discord, channel } = stage;
  const examine = withManager(stage);
  const thread = discord.createThread({ channel, owner: stage.ada, name: 'a project' });

  expect(await examine()).toBe(well);
  expect(await examine(thread)).toBe(well);
});

test('each permission that is missing is named, where it is missing, with what to change', async () => {
  await using stage = await raiseStage(withIntent);
  const { discord, guild, channel } = stage;
  const examine = withManager(stage);
  const [log, audit] = ['log', 'audit'].map((name) => discord.createChannel({ guild, name }));
  if (log === undefined || audit === undefined) return expect.unreachable();
  await setRules(stage, {
    threads: true,
    logChannel: channelId(log),
    audit: { channel: channelId(audit), prompts: false },
  });
  expect(await examine()).toBe(well);
  const threads = ['SEND_MESSAGES_IN_THREADS', 'CREATE_PUBLIC_THREADS'] as const;
  discord.setPermission({ channel, deny: ['ATTACH_FILES', 'READ_MESSAGE_HISTORY', ...threads] });
  discord.setPermission({ channel: log, deny: ['VIEW_CHANNEL'] });
  discord.setPermission({ channel: audit, deny: ['SEND_MESSAGES'] });

  expect((await examine()).split('\n')).toEqual([
    '**4 things** are to be mended here:',
    `- In <#${channel}> I lack **Attach Files** and **Read Message History**: allow it for my role in the settings of the channel.`,
    `- In threads of <#${channel}> I lack **Send Messages in Threads** and **Create Public Threads**: allow it for my role in the settings of the channel.`,
    `- In the log channel <#${log}> I lack **View Channel**: allow it for my role there, or choose another with \`/server log\`.`,
    `- In the audit channel <#${audit}> I lack **Send Messages**: allow it for my role there, or choose another with \`/server audit\`.`,
  ]);
});

test('channels, roles and models that are gone are named with their rule', async () => {
  await using stage = await raiseStage(withIntent);
  const { discord, guild, channel } = stage;
  const examine = withManager(stage);
  const gone = discord.createChannel({ guild, name: 'gone' });
  const role = roleId('100000000000000001');
  const model = modelId('a-model-of-old');
  await setRules(stage, {
    channels: { allowed: [channelId(channel), channelId(gone)], denied: [channelId(channel)] },
    logChannel: channelId(gone),
    audit: { channel: channelId(gone), prompts: true },
    roles: [role],
    models: [{ model, role: null }],
    defaults: { model },
    limits: [{ subject: { kind: 'role', role }, unit: 'images', per: 'day', amount: 3 }],
  });
  discord.deleteChannel(gone);

  expect((await examine()).split('\n').slice(1)).toEqual([
    `- The log channel (${gone}) is gone: choose another with \`/server log\`.`,
    `- The audit channel (${gone}) is gone: choose another with \`/server audit\`, or turn it \`off\`.`,
    `- A channel where I am allowed (${gone}) is gone: \`/server channels clear\`, then allow those that are there.`,
    `- <#${channel}> is both allowed and denied: \`/server channels clear\`, then name it once.`,
    `- A role that may use me (${role}) is gone: \`/server roles clear\`, then allow those that are there.`,
    `- A role that has a limit (${role}) is gone: take that limit away with \`/server limit clear\`.`,
    '- The model `a-model-of-old` of a rule is not offered: `/server models clear`, then allow one that is.',
    '- The default model `a-model-of-old` is not offered: choose another with `/server defaults set`.',
  ]);
});

test('more findings than a message holds are counted', async () => {
  await using stage = await raiseStage(withIntent);
  const examine = withManager(stage);
  const roles = Array.from({ length: 40 }, (_, index) => roleId(String(100000000000000001n + BigInt(index))));
  await setRules(stage, { roles });

  const text = await examine();
  expect(text.length).toBeLessThanOrEqual(2000);
  expect(text).toMatch(/^\*\*40 things\*\* are.*\nAnd \d+ more: mend these first, then ask again\.$/s);
});

test('without the content intent members are told to ping', async () => {
  await using stage = await raiseStage();

  expect(await withManager(stage)()).toBe(
    `${one}Discord does not tell me what messages say unless they mention me: reply with the ping on or mention me, or have whoever runs me turn on the **Message Content Intent**.`,
  );
});

test('commands that Discord has otherwise, twice, or not at all are named', async () => {
  await using stage = await raiseStage(withIntent);
  const { discord, guild } = stage;
  const examine = withManager(stage);
  const put = async (path: string, body: unknown) => {
    const answer = await fetch(`${discord.apiUrl}/v10/applications/${discord.applicationId}${path}/commands`, {
      method: 'PUT',
      headers: {
        authorization: `Bot ${discord.botToken}`,
        'content-type': 'application/json',
        'user-agent': 'DiscordBot (tests, 1)',
      },
      body: JSON.stringify(body),
    });
    expect([answer.status, answer.ok ? '' : await answer.text()]).toEqual([200, '']);
  };
  const all = discord.registeredCommands();
  const kept = all.filter(({ name }) => name !== 'quota');
  await put(
    '',
    kept.map((each) => (each.name === 'help' ? { ...each, description: 'Of old' } : each)),
  );
  const privacy = all.find(({ name }) => name === 'privacy');
  await put(`/guilds/${guild}`, [{ name: 'privacy', description: privacy?.description, options: privacy?.options }]);

  expect((await examine()).split('\n').slice(1)).toEqual([
    '- Discord does not know `/quota`: have whoever runs me start me anew, which registers them.',
    '- Discord has `/help` otherwise than I do: have whoever runs me start me anew, which registers them.',
    '- Discord has `/privacy` twice, here and everywhere: have whoever runs me take them back in one of the two.',
  ]);
});

test('a Discord that does not answer is said, and nothing is claimed', async () => {
  await using stage = await raiseStage(withIntent);
  const { discord } = stage;
  const examine = withManager(stage);
  discord.failNext({ kind: 'status', status: 503, route: /GET .*\/commands/, times: Number.POSITIVE_INFINITY });

  expect(await examine()).toBe(`${one}Discord does not say just now which commands it has: ask again in a minute.`);
});
