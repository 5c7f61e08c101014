import { join } from 'node:path';
import { expect, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import { guildId } from '../../src/domain/ids.ts';
import { openKeyvDatabase } from '../../src/storage/keyv/database.ts';
import { createSettingsStore } from '../../src/storage/keyv/settings-store.ts';
import { ask, ending, inputs, isPrivate, mention, press, replyTo } from './asking.ts';
import { saveCharacter } from './casting.ts';
import { raiseRuled } from './ruled-server.ts';

// `photos: age-restricted`: pictures that members send, and we did not make, are edited in age-restricted channels only.

const refused =
  'A rule of this server lets pictures that members send be edited in age-restricted channels only. Nothing was charged.';
const neutral = 'I could not do that; the reason is for you alone.';
const beach = { name: 'beach.png', bytes: png(64, 48) };

/** A server with that rule in its settings, an age-restricted channel, and a thread there. */
async function raise() {
  const stage = await raiseRuled();
  const { discord, guild, ada } = stage;
  const adult = discord.createChannel({ guild, name: 'adults', ageRestricted: true });
  const thread = discord.createThread({ channel: adult, name: 'Late', owner: ada });
  await stage.app.stop();
  const database = await openKeyvDatabase(join(stage.directory, 'retouch.sqlite'));
  const settings = createSettingsStore({ database });
  await settings.change(guildId(guild), (current) => ({ ...current, photos: 'age-restricted' }));
  await database.close();
  await stage.restart();
  return Object.assign(stage, { adult, thread });
}

test('a photo is not edited elsewhere: by command, reply, menu, Again, or as a character', async () => {
  await using stage = await raise();
  const { discord, upstream, ada, channel, adult } = stage;
  const photo = discord.sendMessage({ user: ada, channel, files: [beach] });
  const luna = await ask(stage, 'edit', { prompt: 'at night', image: beach, private: true }, { channel: adult });
  const before = upstream.tasks.length;

  const answers = [
    await ask(stage, 'edit', { prompt: 'at night', image: beach }),
    await ask(stage, 'imagine', { prompt: 'at night', image: beach }),
    await ending(discord.runMessageCommand({ user: ada, channel, command: 'Edit image', message: photo })),
    await ending(discord.runMessageCommand({ user: ada, channel, command: 'Use as character', message: photo })),
    await ask(stage, 'character save', { name: 'Luna', image: beach }),
  ];
  expect(answers.map((each) => [each.content, isPrivate(each)])).toEqual(answers.map(() => [refused, true]));
  const content = `${mention(discord)} at night`;
  const replied = await replyTo(stage, discord.sendMessage({ user: ada, channel, content, replyTo: photo }));
  expect(replied.content).toBe(neutral);
  expect((await press(stage, replied, 'Why?')).content).toBe(refused);
  expect(upstream.tasks).toHaveLength(before);
  expect(luna.attachments).toHaveLength(1);
});

test('in an age-restricted channel and its thread it is; a character made of one is for there alone, too', async () => {
  await using stage = await raise();
  const { adult, thread } = stage;

  for (const channel of [adult, thread])
    expect((await ask(stage, 'edit', { prompt: 'at night', image: beach }, { channel })).attachments).toHaveLength(1);
  await saveCharacter(stage, { name: 'Luna', image: beach }, { channel: adult });
  expect((await ask(stage, 'imagine', { prompt: '@Luna on a beach' }, { channel: thread })).attachments).toHaveLength(
    1,
  );
  expect((await ask(stage, 'imagine', { prompt: '@Luna on a beach' })).content).toBe(refused);
});

test('what the bot made is edited everywhere', async () => {
  await using stage = await raise();
  const { discord, upstream, ada, channel } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a fox' });
  expect((await ask(stage, 'edit', { prompt: 'in blue' })).attachments).toHaveLength(1);
  const content = `${mention(discord)} at night`;
  const asked = discord.sendMessage({ user: ada, channel, content, replyTo: made.id });
  expect((await replyTo(stage, asked)).attachments).toHaveLength(1);
  const first = upstream.tasks[0]?.results[0]?.sha256;
  expect(inputs(stage)).toEqual([[], [first], [first]]);
});
